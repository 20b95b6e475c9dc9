import type { Seat } from '../seat.js'
import type { Kind } from './kind.js'
import { kind } from './kind.js'
import type { Looking } from './look.js'
import { FONT, lookKind } from './look.js'

/** The fill of a part of a chart, whose look is kept under a path. */
export const fillKind = <Target>(
  path: string,
  color: string,
  of: (target: Target) => Looking,
  changed: (target: Target) => void,
): Kind<Target> =>
  lookKind<Target>('ChartFill', path, { color }, of, changed, {
    methods: {
      setSolidColor: (target: Target, _seat: Seat, chosen: string) => {
        of(target).look[`${path}color`] = chosen
        changed(target)
      },
    },
  })

/** The format of a part of a chart that shows text: its font and what is behind it. */
export function textFormat<Target>(
  name: string,
  path: string,
  of: (target: Target) => Looking,
  changed: (target: Target) => void,
): Kind<Target> {
  const font = lookKind<Target>('ChartFont', `${path}font/`, FONT, of, changed)
  const fill = fillKind<Target>(`${path}fill/`, '', of, changed)
  return kind<Target>(name, { objects: { font: target => font.of(target), fill: target => fill.of(target) } })
}
