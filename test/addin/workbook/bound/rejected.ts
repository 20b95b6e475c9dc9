/** The code of a refusal, else the text of an error, by which some work fails; fails itself when the work does not. */
export async function rejected(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason as { code?: string; message: string },
  )
  if (!error) throw new Error('nothing was refused')
  return error.code ?? error.message
}
