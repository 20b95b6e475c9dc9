import { expect } from 'chai'
import { onSheet } from './on-sheet.js'
import { plain, soon } from './outcome.js'
import type { Place, Theme } from './place.js'

const formulas = async (place: Place, address: string, entries: unknown[][]) => {
  await onSheet(place, async (sheet, context) => {
    sheet.getRange(address).formulas = entries
    await context.sync()
  })
  await place.calculated()
}

/** The arguments of the calls since a moment. */
const callsSince = (place: Place, before: number) => plain(place.calls.slice(before).map(call => [call.cellName, call.values]))

/** Formulas and custom functions: when they are computed, and what they show. */
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

  'show #BUSY! until they answer (Custom functions troubleshooting; Receive and handle data with custom functions)': async place => {
    await onSheet(place, async (sheet, context) => {
      sheet.getRange('B1').formulas = [['=WORDS.SLOW(60)']]
      const busy = sheet.getRange('B1').load('values')
      await context.sync()
      expect(plain(busy.values)).to.deep.equal([['#BUSY!']])
    })
    await place.calculated()
    expect(place.value('B1')).to.equal(60)
  },

  'parameters have the types of the metadata; what does not fit is #VALUE! before the call (Manually create JSON metadata for custom functions)':
    async place => {
      const before = place.calls.length
      place.type('C1', 'text')
      await formulas(place, 'A1:A7', [
        ['=WORDS.REPEAT("ab","x")'],
        ['=WORDS.REPEAT("ab",C1)'],
        ['=WORDS.REPEAT("ab")'],
        ['=WORDS.REPEAT("ab",1,2)'],
        ['=WORDS.REPEAT("ab","2")'],
        ['=WORDS.SPLIT("a b","maybe")'],
        ['=WORDS.COUNT(TRUE)'],
      ])
      expect(place.values('A1:A7').flat()).to.deep.equal(['#VALUE!', '#VALUE!', '#VALUE!', '#VALUE!', 'abab', '#VALUE!', 1])
      expect(callsSince(place, before)).to.deep.equal([
        ['WORDS.REPEAT', ['ab', 2]],
        ['WORDS.COUNT', ['TRUE']],
      ])
    },

  'an optional parameter that is left out is null (Custom functions parameter options)': async place => {
    const before = place.calls.length
    await formulas(place, 'A1', [['=WORDS.SPLIT("one")']])
    expect(callsSince(place, before)).to.deep.equal([['WORDS.SPLIT', ['one', null]]])
  },

  'a range arrives as a two-dimensional array, repeating ones as an array of them (Custom functions parameter options)': async place => {
    place.type('A1', [
      ['one two', ''],
      ['three', 4],
    ])
    const before = place.calls.length
    await formulas(place, 'D1', [['=WORDS.TOTAL(A1:B2,"x",A2)']])
    expect(callsSince(place, before)).to.deep.equal([
      [
        'WORDS.TOTAL',
        [
          [
            [
              ['one two', ''],
              ['three', 4],
            ],
            [['x']],
            [['three']],
          ],
        ],
      ],
    ])
    expect(place.value('D1')).to.equal(6)
  },

  'the invocation tells the address of the cell and of the parameters as Sheet!Cell (Custom functions parameter options)': async place => {
    await formulas(place, 'B2', [['=WORDS.WHERE(C3)']])
    expect(place.value('B2')).to.equal('Sheet1!B2 Sheet1!C3')
  },

  'a streaming function gives value after value, and is cancelled when its formula goes (Receive and handle data with custom functions)':
    async place => {
      const { cancelled } = place.window.wordsState
      await formulas(place, 'A1', [['=WORDS.TICK(5)']])
      await soon(600)
      await place.calculated()
      expect(Number(place.value('A1'))).to.be.greaterThan(0)
      place.type('A1', 'done')
      await place.calculated()
      await soon(50)
      expect(place.window.wordsState.cancelled).to.equal(cancelled + 1)
    },

  'a cancelable function is cancelled when a cell it refers to is edited (Manually create JSON metadata for custom functions, cancelable)':
    async place => {
      const { cancelled } = place.window.wordsState
      place.type('A1', 5000)
      place.type('B1', '=WORDS.SLOW(A1)')
      await place.workbook.engine?.settled()
      place.type('A1', 10)
      await place.calculated()
      expect([place.value('B1'), place.window.wordsState.cancelled]).to.deep.equal([10, cancelled + 1])
    },

  'errors thrown are error values; #N/A and #VALUE! carry a message; an exception is #VALUE! (Handle and return errors from your custom function)':
    async place => {
      await formulas(
        place,
        'A1:A6',
        ['divisionByZero', 'invalidNumber', 'nullReference', 'notAvailable', 'invalidValue', ''].map(code => [`=WORDS.FAIL("${code}")`]),
      )
      expect(place.values('A1:A6').flat()).to.deep.equal(['#DIV/0!', '#NUM!', '#NULL!', '#N/A', '#VALUE!', '#VALUE!'])
      expect(['A1', 'A2', 'A3', 'A4', 'A5'].map(place.message)).to.deep.equal([
        undefined,
        undefined,
        undefined,
        'notAvailable it is.',
        'invalidValue it is.',
      ])
      const type = await onSheet(place, async (sheet, context) => {
        const range = sheet.getRange('A4').load('valueTypes')
        await context.sync()
        return range.valueTypes[0][0]
      })
      expect(type).to.equal('Error')
    },

  'an array may hold errors; formulas over errors work as over those of Excel (Handle and return errors from your custom function)':
    async place => {
      await formulas(place, 'A1:B1', [['=WORDS.SOME()', '=IFERROR(A2,"none")']])
      await formulas(place, 'C1', [['=IFNA(WORDS.LOOKUP("zebra"),"unknown")']])
      expect([place.values('A1:A3').flat(), place.value('B1'), place.value('C1')]).to.deep.equal([[1, '#NUM!', 3], 'none', 'unknown'])
    },

  'an argument that is an error is not passed on unless the metadata allows it (Manually create JSON metadata for custom functions, allowErrorForDataTypeAny)':
    async place => {
      const before = place.calls.length
      await formulas(place, 'A1', [['=WORDS.COUNT(1/0)']])
      expect([place.value('A1'), place.calls.length]).to.deep.equal(['#DIV/0!', before])
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

  'a function that nobody has is #NAME? (Custom functions troubleshooting)': async place => {
    await formulas(place, 'A1', [['=WORDS.NOSUCH(1)']])
    expect(place.value('A1')).to.equal('#NAME?')
  },

  'a formatted number brings its format (Use data types in custom functions)': async place => {
    await formulas(place, 'A1', [['=WORDS.SHARE()']])
    expect([place.value('A1'), place.texts('A1')]).to.deep.equal([0.25, [['25%']]])
  },
}
