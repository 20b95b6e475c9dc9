import { expect } from 'chai'
import { formulas, callsSince } from './formulas.js'
import { onSheet } from './on-sheet.js'
import { plain } from './outcome.js'
import type { Theme } from './place.js'

/** When formulas and custom functions are computed, and where their arrays go. */
export const calculation: Theme = {
  'only what stands on an edited cell is called again (Volatile values in functions: only when the dependent values have changed)':
    async place => {
      place.type('A1', [['a'], ['b c'], ['d e f']])
      await formulas(place, 'B1:B3', [['=WORDS.COUNT(A1)'], ['=WORDS.COUNT(A2)'], ['=WORDS.COUNT(A3)']])
      await formulas(place, 'C1', [['=SUM(B1:B3)']])
      const before = place.calls.length
      place.type('A2', 'x y z w')
      place.type('F1', 'elsewhere')
      await place.calculated()
      expect([callsSince(place, before), place.values('B1:C1'), place.value('B2')]).to.deep.equal([
        [['WORDS.COUNT', ['x y z w']]],
        [[1, 8]],
        4,
      ])
    },

  'a volatile function is called with every recalculation (Volatile values in functions)': async place => {
    await formulas(place, 'A1:B1', [['=WORDS.DICE()', '=1+1']])
    const before = Number(place.value('A1'))
    place.type('D1', 5)
    await formulas(place, 'D2', [['=D1+1']])
    expect(place.value('A1')).to.be.greaterThan(before)
  },

  'calculate(Full) calls everything again; Recalculate only what is dirty or volatile (Excel.CalculationType)': async place => {
    await formulas(place, 'A1', [['=WORDS.COUNT("a b")']])
    const calculate = async (type: Excel.CalculationType | 'Recalculate' | 'Full') => {
      const before = place.calls.length
      await place.Excel.run(async context => {
        context.workbook.application.calculate(type as 'Full')
        await context.sync()
      })
      await place.calculated()
      return place.calls.length - before
    }
    expect([await calculate('Recalculate'), await calculate('Full')]).to.deep.equal([0, 1])
  },

  'a range that is set dirty is calculated with the next recalculation (Excel.Range class, setDirty)': async place => {
    await formulas(place, 'A1:A2', [['=WORDS.COUNT("a b")'], ['=WORDS.COUNT("c")']])
    const before = place.calls.length
    await onSheet(place, async (sheet, context) => {
      sheet.getRange('A1').setDirty()
      await context.sync()
    })
    await place.calculated()
    expect(callsSince(place, before)).to.deep.equal([['WORDS.COUNT', ['a b']]])
  },

  'with manual calculation nothing is computed until it is asked for (Excel.CalculationMode)': place =>
    onSheet(place, async (sheet, context) => {
      const { application } = context.workbook
      sheet.getRange('A1').values = [[1]]
      sheet.getRange('B1').formulas = [['=A1+1']]
      await context.sync()
      await place.calculated()
      application.calculationMode = 'Manual'
      application.load('calculationMode')
      sheet.getRange('A1').values = [[5]]
      const stale = sheet.getRange('B1').load('values')
      await context.sync()
      expect([application.calculationMode, plain(stale.values)]).to.deep.equal(['Manual', [[2]]])
      application.calculationMode = 'Automatic'
      application.calculate('Full')
      await context.sync()
      const fresh = sheet.getRange('B1').load('values')
      await context.sync()
      expect(plain(fresh.values)).to.deep.equal([[6]])
    }),

  'calculation and drawing can be held until the next sync (Excel.Application class, suspendApiCalculationUntilNextSync, suspendScreenUpdatingUntilNextSync)':
    place =>
      onSheet(place, async (sheet, context) => {
        context.workbook.application.suspendApiCalculationUntilNextSync()
        context.workbook.application.suspendScreenUpdatingUntilNextSync()
        sheet.getRange('A1:A2').values = [[1], [2]]
        sheet.getRange('B1').formulas = [['=SUM(A1:A2)']]
        await context.sync()
        const total = sheet.getRange('B1').load('values')
        await context.sync()
        expect(plain(total.values)).to.deep.equal([[3]])
      }),

  'all calls of one recalculation arrive together, and results settle in the order of their cells (Batch custom function calls for a remote service)':
    async place => {
      await formulas(
        place,
        'A1:A40',
        Array.from({ length: 40 }, (_, row) => [`=WORDS.REPEAT("x",${row})`]),
      )
      expect(place.values('A1:A40').map(([text]) => String(text).length)).to.deep.equal(Array.from({ length: 40 }, (_, row) => row))
      expect(callsSince(place, place.calls.length - 40).map(([, values]) => (values as unknown[])[1])).to.deep.equal(
        Array.from({ length: 40 }, (_, row) => row),
      )
    },

  'arrays spill down, right and both, and shrink with their formula (Return multiple results from your custom function)': async place => {
    await formulas(place, 'A1', [['=WORDS.SPLIT("to be or not")']])
    await formulas(place, 'A3', [['=WORDS.SPLIT("to be",TRUE)']])
    expect([place.values('A1:D1'), place.values('A3:A4')]).to.deep.equal([[['to', 'be', 'or', 'not']], [['to'], ['be']]])
    await formulas(place, 'A1', [['=WORDS.SPLIT("short")']])
    expect(place.values('A1:D1')).to.deep.equal([['short', '', '', '']])
  },

  'a spill that meets the edge of the sheet, a table or merged cells is #SPILL!, and so is one within a table (Excel.SpillErrorCellValueSubType enum)':
    async place => {
      await onSheet(place, async (sheet, context) => {
        sheet.tables.add('C3:D4', true)
        sheet.getRange('B6:C7').merge()
        await context.sync()
      })
      await formulas(place, 'XFD1', [['=WORDS.SPLIT("a b")']])
      await formulas(place, 'B4', [['=WORDS.SPLIT("a b")']])
      await formulas(place, 'A6', [['=WORDS.SPLIT("a b")']])
      await formulas(place, 'C4', [['=WORDS.SPLIT("a b")']])
      expect(['XFD1', 'B4', 'A6', 'C4'].map(place.value)).to.deep.equal(['#SPILL!', '#SPILL!', '#SPILL!', '#SPILL!'])
    },
}
