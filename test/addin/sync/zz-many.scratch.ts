import fc from '/work/main/node_modules/fast-check'
import { writeFileSync, appendFileSync } from 'node:fs'
import { temporaryFolders } from '/work/main/test/server/sample.js'
import { ACTIONS, Office, type Step } from '/work/main/test/addin/sync/office.js'
console.error = () => {}
const WEIGHTS: any = { type: 8, enter: 6, sync: 6, agree: 3, answer: 3, hear: 3, delete: 2, copy: 2 }
const step: any = fc.record({
  what: fc.oneof(...(Object.keys(ACTIONS) as Step['what'][]).map(what => ({ arbitrary: fc.constant(what), weight: WEIGHTS[what] ?? 1 }))),
  desk: fc.nat(4), table: fc.nat(4), row: fc.nat(9), a: fc.nat(30) })
const story = fc.record({
  desks: fc.array(fc.constantFrom('own', 'same', 'copy'), { minLength: 2, maxLength: 4 }),
  steps: fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }) })
const out = process.env.OUT!
async function played(folder: string, desks: any, steps: any): Promise<string[]> {
  const office = await Office.open(folder)
  try {
    for (const how of desks) await office.join(how)
    for (const each of steps) await office.do(each)
    await office.settle(steps.length)
    return await office.wrong()
  } catch (e) { return ['threw ' + (e as Error).stack] } finally { await office.close() }
}
const show = (s: any) => s.desks.join() + ' | ' + s.steps.map((x: any) => `${x.what}(d${x.desk} t${x.table} r${x.row} a${x.a})`).join(' ')
async function shrink(folder: () => string, s: any): Promise<any> {
  const bad = async (t: any) => t.desks.length > 0 && (await played(folder(), t.desks, t.steps)).length > 0
  let cur = s
  for (let again = true; again;) {
    again = false
    for (let size = Math.max(1, cur.steps.length >> 1); size >= 1; size >>= 1)
      for (let i = 0; i < cur.steps.length;) {
        const t = { ...cur, steps: [...cur.steps.slice(0, i), ...cur.steps.slice(i + size)] }
        if (await bad(t)) { cur = t; again = true } else i += size
      }
    if (cur.desks.length > 1 && (await bad({ ...cur, desks: cur.desks.slice(0, -1) }))) { cur = { ...cur, desks: cur.desks.slice(0, -1) }; again = true }
  }
  return cur
}
describe('many', () => {
  const folder = temporaryFolders()
  it('plays', async () => {
    const n = Number(process.env.STORIES), seed = Number(process.env.SEED)
    const t0 = Date.now(); let bad = 0
    writeFileSync(out, '')
    for (let block = 0; block < n; block += 100) {
      for (const s of fc.sample(story, { numRuns: 100, seed: seed * 1000 + block })) {
        const wrong = await played(folder(), s.desks, s.steps)
        if (wrong.length === 0) continue
        bad++
        appendFileSync(out, `--- raw: ${wrong.slice(0, 4).join(' ; ')}\n`)
        const small = await shrink(folder, s)
        const w = await played(folder(), small.desks, small.steps)
        appendFileSync(out, `${show(small)}\n   ${w.join('\n   ')}\n`)
      }
      writeFileSync(out + '.n', `${block + 100} stories, ${bad} bad, ${Date.now() - t0} ms, seed ${seed}\n`)
    }
  }).timeout(0)
})
