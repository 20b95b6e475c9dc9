/** What Excel answers where this version or this place does not have a member. */
const ABSENT: ReadonlySet<string> = new Set(['ApiNotFound', 'NotImplemented', 'UnsupportedOperation', 'UnsupportedFeature'])

/**
 * Asks for something that the sheet can do without, in a round trip of its own: outline, page breaks, styles of the theme. Answers whether
 * this Excel has it; every other failure is thrown.
 */
export async function attempt(context: Excel.RequestContext, ask: () => void): Promise<boolean> {
  try {
    ask()
    await context.sync()
    return true
  } catch (error) {
    if (ABSENT.has((error as { code?: string }).code ?? '')) return false
    throw error
  }
}
