/** A rectangle of a drawing, in pixels. */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** Takes room from one side of a box. */
export function shrink(box: Box, side: string, by: number): void {
  if (side === 'Top') box.top += by
  if (side === 'Left') box.left += by
  if (side === 'Top' || side === 'Bottom') box.height -= by
  else box.width -= by
}
