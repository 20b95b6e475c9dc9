/** The code of the error that a batch ends with, and where. */
export async function failure(run: Promise<unknown>): Promise<{ code: string; location: string; message: string }> {
  try {
    await run
  } catch (error) {
    const { code, message, debugInfo } = error as { code: string; message: string; debugInfo?: { errorLocation?: string } }
    return { code, location: debugInfo?.errorLocation ?? '', message }
  }
  throw new Error('The batch was expected to fail.')
}

/** Arrays that come out of another window, as our own: chai compares prototypes. */
export const plain = <Data>(data: Data): Data => JSON.parse(JSON.stringify(data)) as Data

/** Waits until events have arrived. */
export const soon = (milliseconds = 20): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

/** Waits until something holds; fails when it does not within five seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 10) {
    if (waited > 5000) throw new Error('What was waited for did not happen.')
    await soon(10)
  }
}

/** Waits until so many were heard, and a moment longer for what should not be heard. */
export async function arrived(heard: readonly unknown[], count: number): Promise<void> {
  await until(() => heard.length >= count)
  await soon()
}
