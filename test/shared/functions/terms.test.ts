import { expect } from 'chai'
import { termsOf, type Expression, type FormulaTerm } from '../../../shared/functions/terms.js'

const argument = (arg: Expression): string =>
  arg.kind === 'value'
    ? JSON.stringify(arg.value)
    : arg.kind === 'reference'
      ? `${arg.sheet === undefined ? '' : `<${arg.sheet}>`}${arg.address}`
      : arg.kind === 'array'
        ? JSON.stringify(arg.rows)
        : `?${arg.text}`

/** A term in short: sign, and what it is. */
const short = (term: FormulaTerm): string => {
  const sign = term.sign < 0 ? '-' : '+'
  switch (term.kind) {
    case 'call':
      return `${sign}${term.name}(${term.args.map(argument).join(' ')})`
    case 'cell':
      return `${sign}${argument(term.reference)}`
    case 'number':
      return `${sign}${term.value}`
    case 'other':
      return `${sign}?${term.text}`
  }
}

const read = (formula: string) => termsOf(formula).terms.map(short)

describe('the terms of a formula', () => {
  const cases: [formula: string, ...terms: string[]][] = [
    ['=AR.AGING("C001","31-60",$B$1)-AR.UNAPPLIED(A5)+C7*1', '+AGING("C001" "31-60" B1)', '-UNAPPLIED(A5)', '+C7'],
    ['=ar.aging( "C001" , , B1 )  ', '+AGING("C001" null B1)'],
    ['=_xldudf_AR_AGING("C001","1-30")', '+AGING("C001" "1-30")'],
    ['=_xldudf_AR_CREDIT_LEFT(A1,{1;2;3})', '+CREDIT_LEFT(A1 [[1],[2],[3]])'],
    ['=@AR.BALANCE(@A5)', '+BALANCE(A5)'],
    ["=AR.BALANCE('客户 表''一'!$A$5,,数据!B2)", "+BALANCE(<客户 表'一>A5 null <数据>B2)"],
    ["=AR.BALANCE('[账.xlsx]表'!A5)", "+BALANCE(?'[账.xlsx]表'!A5)"],
    ['=AR.BALANCE("he said ""hi"", (ok)",-5%,TRUE)', '+BALANCE("he said \\"hi\\", (ok)" -0.05 true)'],
    ['=AR.AGING(A5:A60,"逾期",TODAY()-1,"口径=开票日;区域=华东")', '+AGING(A5:A60 "逾期" ?TODAY()-1 "口径=开票日;区域=华东")'],
    ['=AR.AGING(A5&"",C$4,$B$1)', '+AGING(?A5&"" C4 B1)'],
    ['=-(AR.SALES(A1)-(B2-3))', '-SALES(A1)', '+B2', '-3'],
    ['=--C7+-+D8', '+C7', '-D8'],
    ['=1,5', '+?1,5'],
    ['=50%+.5-1e3', '+0.5', '+0.5', '-1000'],
    ['=SUM(A1:B2,C3,AR.DUE("*"),-D4)', '+A1', '+B1', '+A2', '+B2', '+C3', '+DUE("*")', '-D4'],
    ['=-SUM(Z9:AA10)', '-Z9', '-AA9', '-Z10', '-AA10'],
    ['=ROUND(AR.BALANCE(A1)+B1,2)-IFERROR(AR.SALES(A2),0)+IFNA(C1,"")', '+BALANCE(A1)', '+B1', '-SALES(A2)', '+C1'],
    ['=ROUND((IFERROR(AR.BALANCE(A1),0)),2)', '+BALANCE(A1)'],
    ['=AR.BALANCE(A1)*2+B1', '+?AR.BALANCE(A1)*2', '+B1'],
    ['=2*-3+A1', '+?2*-3', '+A1'],
    ['=1*AR.BALANCE(A1)/1', '+BALANCE(A1)'],
    ['=A1*1.5', '+?A1*1.5'],
    ['=2/1*3', '+?2/1*3'],
    ['=A1-B1*C1^-2', '+A1', '-?B1*C1^-2'],
    ['=A1>B1', '+?A1>B1'],
    ['=AR.BALANCE(A1)&"元"', '+?AR.BALANCE(A1)&"元"'],
    ['=IF(A1,AR.BALANCE(A2),0)+AR.BALANCE(A3)', '+?IF(A1,AR.BALANCE(A2),0)', '+BALANCE(A3)'],
    ['=AR.NOTHING(A1)+AGING(A2)', '+?AR.NOTHING(A1)', '+?AGING(A2)'],
    ['=A1:A3', '+?A1:A3'],
    ['=A1#', '+?A1#'],
    ['=合计+A1', '+?合计', '+A1'],
    ['=SUM(A:A)', '+?A:A'],
    ['=SUM(A1:Z99999)', '+?SUM(A1:Z99999)'],
    ['=SUM()'],
    ['=AR.BALANCE(A1', '+?AR.BALANCE(A1'],
    ['=AR.BALANCE(A1))', '+?AR.BALANCE(A1))'],
    ['=A1-', '+?A1-'],
    ['=#REF!+A1', '+?#REF!', '+A1'],
    ['=（A1＋B1）－5', '+A1', '+B1', '-5'],
    ['=AR.AGING("（C）","＞90")', '+AGING("（C）" "＞90")'],
    ['=TAX2024+ZZZ5', '+TAX2024', '+?ZZZ5'],
    ['=A1*2*1', '+?A1*2'],
    ['=1*A1/2', '+?A1/2'],
    ['=Table1[金额]-A1', '+?Table1[金额]', '-A1'],
    ['', '+?'],
    ['=', '+?'],
  ]
  for (const [formula, ...terms] of cases) it(`${formula} → ${terms.join(' ')}`, () => expect(read(formula)).to.deep.equal(terms))

  it('say what stood around them', () => {
    expect(termsOf('=ROUND(SUM(A1:A2),2)').wrappers.map(({ name }) => name)).to.deep.equal(['ROUND', 'SUM'])
    expect(termsOf('=AR.BALANCE(A1)').wrappers).to.deep.equal([])
  })

  it('are complete only when every one is known', () => {
    expect(termsOf('=AR.BALANCE(A1)-5').complete).to.equal(true)
    expect(termsOf('=AR.BALANCE(A1)*2').complete).to.equal(false)
    expect(termsOf('=').complete).to.equal(false)
  })
})
