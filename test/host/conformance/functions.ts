import { expect } from 'chai'
import { formulas, callsSince } from './formulas.js'
import { onSheet } from './on-sheet.js'
import { plain, soon } from './outcome.js'
import type { Theme } from './place.js'

/** Custom functions: what they are given, and what becomes of their answers. */
export const functions: Theme = {
  'show #BUSY! until they answer (Troubleshoot custom functions; Receive and handle data with custom functions)': async place => {
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

  'an error for a parameter of any type arrives as CustomFunctions.Error where the metadata allows it (Manually create JSON metadata for custom functions, allowErrorForDataTypeAny)':
    async place => {
      const before = place.calls.length
      place.type('C1', [[1], ['=1/0'], ['x']])
      await formulas(place, 'A1:A4', [
        ['=WORDS.CAUGHT(C2)'],
        ['=WORDS.CAUGHT(NA())'],
        ['=WORDS.CAUGHT(7)'],
        ['=WORDS.CAUGHT(WORDS.FAIL("invalidNumber"))'],
      ])
      expect(place.values('A1:A4').flat()).to.deep.equal(['caught #DIV/0!', 'caught #N/A', 'given 7', 'caught #NUM!'])
      await formulas(place, 'B1', [['=WORDS.TAKE(C1:C3)']])
      expect(JSON.parse(String(place.value('B1')))).to.have.nested.property('[0][1][0].basicValue', '#DIV/0!')
      expect(place.calls.slice(before)).to.have.lengthOf(6)
    },

  'a text in a formula is given as it is, also one that would be a day or a number if it were typed (Excel data types: text)':
    async place => {
      const texts = ['1-30', '31-60', '2026-03', '1/2', '50%', '001', '1e3', '$5', '1,000', '12:30', '12', 'TRUE', '{1,2}', '']
      const before = place.calls.length
      await formulas(
        place,
        `A1:A${texts.length}`,
        texts.map(text => [`=WORDS.TAKE("${text}")`]),
      )
      expect(callsSince(place, before)).to.deep.equal(texts.map(text => ['WORDS.TAKE', [[[[text]]]]]))
    },

  'a text that a formula makes is given as a text, from functions, names and constants alike': async place => {
    await onSheet(place, async (_, context) => {
      context.workbook.names.addFormulaLocal('BucketName', '="1-30"')
      await context.sync()
    })
    place.type('C1', [["'1-30"], ['="31-"&"60"'], ['=TEXT(DATE(2026,3,5),"yyyy-mm")']])
    const made: [string, unknown[][]][] = [
      ['"1-"&"30"', [['1-30']]],
      ['IF(TRUE,"1-30","")', [['1-30']]],
      ['IFERROR(1/0,"50%")', [['50%']]],
      ['CHOOSE(2,"1-30","1/2")', [['1/2']]],
      ['LEFT("1-30 days",4)', [['1-30']]],
      ['TRIM(" 1-30 ")', [['1-30']]],
      ['TEXT(DATE(2026,3,5),"yyyy-mm")', [['2026-03']]],
      ['BucketName', [['1-30']]],
      [
        '{"1-30","a,b";"31-60",5}',
        [
          ['1-30', 'a,b'],
          ['31-60', 5],
        ],
      ],
      ['INDEX({"1-30","31-60"},2)', [['31-60']]],
      ['C1', [['1-30']]],
      ['C1:C3', [['1-30'], ['31-60'], ['2026-03']]],
    ]
    const before = place.calls.length
    await formulas(
      place,
      `A1:A${made.length}`,
      made.map(([text]) => [`=WORDS.TAKE(${text})`]),
    )
    expect(callsSince(place, before)).to.deep.equal(made.map(([, given]) => ['WORDS.TAKE', [[given]]]))
  },

  'a text in a cell with the format for text is given as it is (Range.numberFormat)': async place => {
    await onSheet(place, async (sheet, context) => {
      const cells = sheet.getRange('C1:C3')
      cells.numberFormat = [['@']]
      cells.values = [['1-30'], ['2026-03'], ['001']]
      await context.sync()
    })
    const before = place.calls.length
    await formulas(place, 'A1:B1', [['=WORDS.TAKE(C1,C2,C3)', '=WORDS.COUNT(C3)']])
    expect(callsSince(place, before)).to.deep.equal([
      ['WORDS.TAKE', [[[['1-30']], [['2026-03']], [['001']]]]],
      ['WORDS.COUNT', ['001']],
    ])
  },

  'texts that stand for numbers or days still count as such for functions of Excel': async place => {
    await formulas(place, 'A1:A8', [
      ['="50%"*2'],
      ['=YEAR("2026-03-05")'],
      ['=EDATE("2026-01-05",1)'],
      ['=SUM("$5","1e3")'],
      ['=DATEVALUE("2026-03-05")'],
      ['=LEN("1-30")'],
      ['=MATCH("1-30",{"0","1-30"},0)'],
      ['=ISTEXT("50%")'],
    ])
    expect(place.values('A1:A8').flat()).to.deep.equal([1, 2026, 46058, 1005, 46086, 4, 2, true])
  },

  'a stream may give errors; #N/A and #VALUE! carry a message (Handle and return errors from your custom function)': async place => {
    await formulas(place, 'A1:A3', [['=WORDS.FEED("zebra")'], ['=WORDS.FEED("invalidValue")'], ['=WORDS.FEED("invalidNumber")']])
    await soon(600)
    await place.calculated()
    expect(place.values('A1:A3').flat()).to.deep.equal(['#N/A', '#VALUE!', '#NUM!'])
    expect(['A1', 'A2', 'A3'].map(place.message)).to.deep.equal(['Nobody knows zebra.', 'Nobody knows invalidValue.', undefined])
  },

  'a function that nobody has is #NAME? (Troubleshoot custom functions)': async place => {
    await formulas(place, 'A1', [['=WORDS.NOSUCH(1)']])
    expect(place.value('A1')).to.equal('#NAME?')
  },

  'a formatted number brings its format (Use data types with custom functions in Excel)': async place => {
    await formulas(place, 'A1', [['=WORDS.SHARE()']])
    expect([place.value('A1'), place.texts('A1')]).to.deep.equal([0.25, [['25%']]])
  },
}
