/** A moment, in milliseconds since 1970, as `2026-03-31 14:05` of this machine's clock. */
export function momentText(at: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`
}
