import { openBound, closeAll, withInvoices, invoice } from './bound.js'
describe('prof', function () { this.timeout(600000)
  afterEach(closeAll)
  it('x', async () => {
    const o = await openBound('zh'); const b = await withInvoices(o, '001')
    await o.bound.append(b, Array.from({ length: 3000 }, (_, n) => invoice('n' + n)))
    const { workbook } = o.excel; const hold = workbook.hold.bind(workbook); let d = 0; let t0 = 0
    workbook.hold = () => { if (d++ === 0) { console.log('  in', Date.now() - last); t0 = Date.now() } const r = hold(); return () => { if (--d === 0) console.log('    took', Date.now() - t0); r() } }
    let last = Date.now()
    await o.bound.write(b, Array.from({ length: 1500 }, (_, n) => ({ index: n, fields: { note: 'y' } })))
    console.log('end', Date.now() - last)
  })
})
