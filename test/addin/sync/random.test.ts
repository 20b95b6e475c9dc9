import { expect } from 'chai'
import fc from 'fast-check'
import { temporaryFolders } from '../../server/sample.js'
import { ACTIONS, Office, type Step } from './office.js'

/** Stories, others each time; what fails is told with its seed, by which `SEED` tells it again. `STORIES` tells more of them. */
const STORIES = Number(process.env.STORIES ?? 100)
const SEED = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) }
/** Milliseconds in the suite, on however slow a machine. */
const LIMIT = process.env.STORIES ? {} : { interruptAfterTimeLimit: 10_000 }

const WEIGHTS: Partial<Record<Step['what'], number>> = { type: 8, enter: 6, sync: 6, agree: 3, answer: 3, hear: 3, delete: 2, copy: 2 }

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(...(Object.keys(ACTIONS) as Step['what'][]).map(what => ({ arbitrary: fc.constant(what), weight: WEIGHTS[what] ?? 1 }))),
  desk: fc.nat(4),
  table: fc.nat(4),
  row: fc.nat(9),
  a: fc.nat(30),
})

/** Plays a story and tells what is wrong in the end. */
async function played(folder: string, desks: readonly ('own' | 'same' | 'copy')[], steps: readonly Step[]): Promise<string[]> {
  const office = await Office.open(folder)
  try {
    for (const how of desks) await office.join(how)
    for (const each of steps) await office.do(each)
    await office.settle(steps.length)
    return await office.wrong()
  } finally {
    await office.close()
  }
}

describe('workbooks and the ledger', () => {
  const folder = temporaryFolders()
  it('agree in the end, whatever happened', async () => {
    const story = fc.record({
      desks: fc.array(fc.constantFrom('own', 'same', 'copy'), { minLength: 2, maxLength: 4 }),
      steps: fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }),
    })
    await fc.assert(
      fc.asyncProperty(story, async ({ desks, steps }) => {
        expect(await played(folder(), desks, steps)).to.deep.equal([])
      }),
      { numRuns: STORIES, ...SEED, ...LIMIT },
    )
  }).timeout(Math.max(300_000, STORIES * 5_000))
})
