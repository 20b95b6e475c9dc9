import { invalidArgument } from '../model/declined.js'
import type { Area } from '../model/sheet.js'
import { sharedStyle } from '../model/read.js'
import { writeStyle } from '../model/write.js'
import type { Kind, Property } from './kind.js'
import { kind } from './kind.js'

type Scalar = string | number | boolean | null

/** Properties of cells' looks under a path, with what a cell shows that nobody has styled. */
export const styleProperties = (path: string, standards: Record<string, Scalar>): Record<string, Property<Area>> =>
  Object.fromEntries(
    Object.entries(standards).map(([name, standard]) => [
      name,
      {
        get: (area: Area) => sharedStyle(area, path + name, standard),
        set: (area: Area, value: Scalar) => {
          if (value === null) throw invalidArgument()
          writeStyle(area, path + name, colour(name, value))
        },
      } satisfies Property<Area>,
    ]),
  )

/** Something that carries a look of its own, such as a chart. */
export interface Looking {
  look: Record<string, Scalar>
}

/** Properties kept in `look` under a path. */
export const lookProperties = <Target>(
  path: string,
  standards: Record<string, Scalar>,
  of: (target: Target) => Looking,
  changed: (target: Target) => void,
): Record<string, Property<Target>> =>
  Object.fromEntries(
    Object.entries(standards).map(([name, standard]) => [
      name,
      {
        get: (target: Target) => of(target).look[path + name] ?? standard,
        set: (target: Target, value: Scalar) => {
          of(target).look[path + name] = colour(name, value)
          changed(target)
        },
      } satisfies Property<Target>,
    ]),
  )

const NAMED: Record<string, string> = {
  black: '#000000',
  white: '#FFFFFF',
  red: '#FF0000',
  green: '#008000',
  blue: '#0000FF',
  yellow: '#FFFF00',
  orange: '#FFA500',
  gray: '#808080',
  grey: '#808080',
  purple: '#800080',
}

/** Excel answers colours as #RRGGBB, however they were given. */
function colour(name: string, value: Scalar): Scalar {
  if (!name.toLowerCase().endsWith('color') || typeof value !== 'string') return value
  return NAMED[value.toLowerCase()] ?? (/^#?[0-9a-f]{6}$/i.test(value) ? `#${value.replace('#', '').toUpperCase()}` : value)
}

export const FONT = {
  bold: false,
  italic: false,
  color: '#000000',
  name: 'Calibri',
  size: 11,
  underline: 'None',
  strikethrough: false,
  subscript: false,
  superscript: false,
  tintAndShade: 0,
}
export const FILL = { color: '#FFFFFF', pattern: 'None', patternColor: '#000000', tintAndShade: 0, patternTintAndShade: 0 }
export const EDGES = ['EdgeTop', 'EdgeBottom', 'EdgeLeft', 'EdgeRight', 'InsideVertical', 'InsideHorizontal', 'DiagonalDown', 'DiagonalUp']
export const BORDER = { color: '#000000', style: 'None', weight: 'Thin', tintAndShade: 0 }

/** An object of a look under a path, such as `title/font` of a chart. */
export const lookKind = <Target>(
  name: string,
  path: string,
  standards: Record<string, Scalar>,
  of: (target: Target) => Looking,
  changed: (target: Target) => void,
  more: Partial<Pick<Kind<Target>, 'objects' | 'methods'>> = {},
): Kind<Target> => kind<Target>(name, { properties: lookProperties(path, standards, of, changed), ...more })
