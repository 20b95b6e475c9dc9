import { adoptionRange, meantRange } from '../addin/workbook/adoption-range.js'
import { openWorkbook } from '../host/node/open-workbook.js'
import type { IsoDate } from '../shared/dates.js'
import { adoptedRows } from '../shared/intake/adoption/adopted.js'
import { recognisedRange } from '../shared/intake/adoption/recognised.js'
import type { Part } from './house.js'
import { atMost, interleaved } from './measure.js'

const ROWS = 20_000
const HEADINGS = ['发票号', '客户名称', '开票日期', '到期日', '价税合计', '已收', '业务员', '区域', '部门', '备注']
const SETTING = { today: '2026-11-22' as IsoDate, currency: 'CNY' }

/** A table kept by hand with one dirty row in fifty: recognised and turned into rows, against reading its range from the workbook. */
export const adoptionPart: Part = {
  title: 'adoption',
  async figures() {
    const excel = await openWorkbook()
    Object.assign(globalThis, { Excel: excel.Excel, Office: excel.Office })
    try {
      excel.type('A1', [HEADINGS, ...Array.from({ length: ROWS }, (_, i) => rowOf(i))])
      excel.select('A1')
      const meant = await meantRange()
      const read = () => adoptionRange(meant, () => undefined)
      const range = await read()
      const adopt = () => {
        const { mapping } = recognisedRange(range)
        const adopted = adoptedRows(range, { ...mapping, options: { receivedOn: 'document' } }, SETTING)
        const told = adopted.posted.length + adopted.leftOut.length + new Set(adopted.faults.map(({ line }) => line)).size
        if (told !== ROWS + 1 || adopted.faults.length === 0) throw new Error(`${told} of ${ROWS + 1} lines are told`)
      }
      const time = await interleaved({ read, adopt }, 5, 2)
      return [
        atMost('Sync', '20,000 rows kept by hand recognised and turned into rows, to reading the range', time.adopt / time.read, 'x', 3),
      ]
    } finally {
      excel.close()
    }
  },
}

const rowOf = (i: number): (string | number)[] => [
  `FP${i}`,
  `第${i % 97}号机电厂`,
  i % 50 === 7 ? "'2026-02-30" : `'2026.${1 + (i % 6)}.${1 + (i % 28)}`,
  46_200 + (i % 100),
  i % 4 ? i + 1.25 : `'${(i % 999) + 1},000.50`,
  i % 5 ? 0 : 1,
  `S${i % 9}`,
  '华东',
  '销售一部',
  '',
]
