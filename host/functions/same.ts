/** True for arguments that are equal: plain values, errors, and arrays of them to any depth. */
export function sameValues(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at++) {
    const [a, b] = [one[at], other[at]]
    if (a !== b && !(Array.isArray(a) && Array.isArray(b) ? sameValues(a, b) : sameError(a, b))) return false
  }
  return true
}

const codeOf = (value: unknown) => (value as { code?: string } | null)?.code

const sameError = (one: unknown, other: unknown) => codeOf(one) !== undefined && codeOf(one) === codeOf(other)
