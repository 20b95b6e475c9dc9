import { expect } from 'chai'
import { writeXlsx } from 'hucre/xlsx'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Refusal } from '../../../shared/refusals.js'
import { readApart } from '../../../server/files/reading-apart.js'
import { readFiles } from '../../../server/files/reading.js'
import { sampleLedger as sampleBook } from '../../sample-ledger.js'

/** How often others had their turn while something was done. */
async function turnsOfOthers(work: () => Promise<unknown>): Promise<number> {
  let [turns, going] = [0, true]
  const others = (async () => {
    for (; going; turns++) await nextTurn()
  })()
  await work()
  going = false
  await others
  return turns
}

describe('reading long files apart', function () {
  this.timeout(60_000)
  const book = sampleBook('invoice I-1 C1 2026-02-05 due 2026-03-04 100.00')
  const HEADINGS = ['发票号', '客户编码', '客户名称', '开票日期', '到期日', '价税合计', '备注']
  const lines = (count: number) =>
    Array.from({ length: count }, (_, i) => [`FP${i}`, `C${i % 300}`, '云汀', i % 50 ? '2026-03-05' : 'x', '2026-04-04', '100.00', '甲'])
  const source = async (count: number) => ({
    name: 'invoices.xlsx',
    bytes: new Uint8Array(await writeXlsx({ sheets: [{ name: '发票', rows: [HEADINGS, ...lines(count)] }] })),
  })

  it('gives the same as reading here, faults included, and lets others have their turns', async () => {
    const file = await source(20_000)
    let apart: Awaited<ReturnType<typeof readApart>> | undefined
    let here: typeof apart
    const whileApart = await turnsOfOthers(async () => (apart = await readApart([file], { currency: 'CNY', book })))
    const whileHere = await turnsOfOthers(async () => (here = await readFiles([file], { currency: 'CNY', book })))
    expect(apart!.rows.length).to.equal(19_600 + 300)
    const texts = ({ faults }: NonNullable<typeof apart>) => faults.map(({ refusal, ...fault }) => ({ ...fault, text: refusal.text('zh') }))
    expect(texts(apart!)).to.have.length(400).and.to.deep.equal(texts(here!))
    expect({ ...apart!, faults: [] }).to.deep.equal({ ...here!, faults: [] })
    expect(whileApart).to.be.above(whileHere)
  })

  it('says in the same words what cannot be learned from a long file', async () => {
    const lesson = { name: '旧系统', map: { 没有: 'number' } }
    const refusal = await readApart([await source(9000)], { currency: 'CNY', book, lesson }).catch((error: Refusal) => error)
    expect(refusal).to.have.property('code', 'BAD_PROFILE')
    expect((refusal as Refusal).text('zh')).to.contain('没有')
  })
})
