/** True for arguments that are equal: plain values, and arrays of them to any depth. */
export function sameValues(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at++) {
    const [a, b] = [one[at], other[at]]
    if (a !== b && !(Array.isArray(a) && Array.isArray(b) && sameValues(a, b))) return false
  }
  return true
}
