import type { Words } from '../shared/vocabulary.js'

/** A button of the ribbon, or an entry of a menu. */
export interface Button {
  /** Its id in the manifest is `Duebook.` and this. */
  id: string
  /** The command it carries out; left out by the one that opens the pane. */
  command?: string
  /** The name of its picture among Fluent's icons, without size and style. */
  icon: string
  label: Words
  /** One sentence on what it does. */
  tip: Words
}

/** A button that opens a list of others. */
export interface Menu extends Omit<Button, 'command'> {
  items: readonly Button[]
}

export interface Group {
  id: string
  label: Words
  controls: readonly (Button | Menu)[]
}

const button = (id: string, icon: string, label: [en: string, zh: string], tip: [en: string, zh: string]): Button => ({
  id,
  command: id[0].toLowerCase() + id.slice(1),
  icon,
  label: { en: label[0], zh: label[1] },
  tip: { en: tip[0], zh: tip[1] },
})

const group = (id: string, en: string, zh: string, controls: Group['controls']): Group => ({ id, label: { en, zh }, controls })

const menu = (...[id, icon, label, tip, items]: [...Parameters<typeof button>, readonly Button[]]): Menu => {
  const { command: _none, ...own } = button(id, icon, label, tip)
  return { ...own, items }
}

const { command: _opens, ...pane } = button(
  'Pane',
  '',
  ['Pane', '面板'],
  ['Opens the pane of Duebook beside the workbook.', '在工作簿旁打开应收簿面板。'],
)

/** The tab of the ribbon, group by group. The manifest is derived from it, and the commands are tested against it. */
export const RIBBON: readonly Group[] = [
  group('Ledger', 'Ledger', '账簿', [
    pane,
    button(
      'Refresh',
      'ArrowSync',
      ['Refresh', '刷新'],
      ['Fetches what is new in the ledger and brings every cell up to date.', '取回账簿的最新内容，并更新所有单元格。'],
    ),
    menu(
      'Following',
      'Flash',
      ['Live or manual', '实时/手动'],
      ['Says whether cells follow the ledger by themselves; the state in force is greyed.', '单元格是否随账簿自动更新；灰色者为当前状态。'],
      [
        button('Live', 'Flash', ['Live', '实时'], ['Cells follow the ledger by themselves.', '单元格随账簿自动更新。']),
        button('Manual', 'Pause', ['Manual', '手动'], ['Cells keep their values until Refresh.', '单元格保留当前数值，直到点击“刷新”。']),
      ],
    ),
    menu(
      'AsOf',
      'CalendarLtr',
      ['As-of date', '截止日期'],
      ['Sets the date that cells without a date of their own are asked for.', '设定未写日期的单元格所用的截止日期。'],
      [
        button(
          'AsOfToday',
          'CalendarToday',
          ['Today', '今天'],
          ['Cells answer as of today; moves at midnight.', '按今天取数，零点后自动更新。'],
        ),
        button(
          'AsOfLastMonthEnd',
          'CalendarMonth',
          ['Last month end', '上月末'],
          ['Cells answer as of the last day of last month.', '按上月最后一天取数。'],
        ),
        button(
          'ChooseAsOf',
          'CalendarEdit',
          ['Choose a date', '选择日期'],
          ['Opens the pane to choose any date.', '在面板中选择任意日期。'],
        ),
      ],
    ),
  ]),
  group('MonthEnd', 'Month end', '月结', [
    button(
      'MonthlyAging',
      'DocumentTable',
      ['Monthly aging', '月度账龄表'],
      ['Makes the month’s aging sheet, with proof, seal and chart.', '一键生成当月账龄分析表，含核对、封签与图表。'],
    ),
    button(
      'Statement',
      'Receipt',
      ['Statement', '对账单'],
      ['Makes the statement of the selected customer on a new sheet.', '为所选客户在新工作表中生成对账单。'],
    ),
    button(
      'RollForward',
      'DataWaterfall',
      ['Roll-forward', '增减变动'],
      ['Shows opening balance, what came and went, and closing balance.', '列示期初、本期增减与期末余额。'],
    ),
    button(
      'Margin',
      'DataHistogram',
      ['Margin', '客户毛利'],
      ['Shows sales, cost and margin by customer.', '按客户列示销售、成本与毛利。'],
    ),
    button(
      'VerifySheet',
      'ShieldCheckmark',
      ['Verify sheet', '验签'],
      ['Compares this sheet with its seal and says what differs.', '将本工作表与封签核对，说明差异。'],
    ),
  ]),
  group('Cell', 'Cell', '单元格', [
    button(
      'Explain',
      'Info',
      ['Explain', '解释'],
      ['Says in words how the figure in the cell comes about.', '用文字说明该单元格数字的由来。'],
    ),
    button(
      'DrillDown',
      'ZoomIn',
      ['Drill down', '明细'],
      ['Lists the documents behind the cell on a new sheet.', '在新工作表中列出该数字对应的单据。'],
    ),
    button(
      'WhyChanged',
      'ArrowTrendingLines',
      ['Why changed', '为什么变了'],
      ['Shows what lies between two dates, or two moments of knowledge.', '说明两个日期或两个时点之间的变动原因。'],
    ),
    button(
      'InsertFunction',
      'MathFormula',
      ['Insert function', '插入函数'],
      ['Opens the list of functions with their arguments and examples.', '打开函数列表，查看参数与示例。'],
    ),
    menu(
      'Freezing',
      'WeatherSnowflake',
      ['Freeze or thaw', '冻结/恢复'],
      ['Turns formulas into values that anyone can read, and back.', '将公式转为任何人都能看到的数值，或恢复公式。'],
      [
        button(
          'FreezeSelection',
          'WeatherSnowflake',
          ['Freeze selection', '冻结所选'],
          ['Replaces the formulas of the selection by their values.', '将所选区域的公式替换为数值。'],
        ),
        button(
          'FreezeSheet',
          'WeatherSnowflake',
          ['Freeze sheet', '冻结本表'],
          ['Replaces the formulas of this sheet by their values.', '将本工作表的公式替换为数值。'],
        ),
        button(
          'FreezeWorkbook',
          'WeatherSnowflake',
          ['Freeze workbook', '冻结工作簿'],
          ['Replaces the formulas of all sheets by their values.', '将所有工作表的公式替换为数值。'],
        ),
        button(
          'ThawSheet',
          'WeatherSunny',
          ['Thaw sheet', '恢复本表公式'],
          ['Brings the formulas of this sheet back.', '恢复本工作表的公式。'],
        ),
        button(
          'ThawWorkbook',
          'WeatherSunny',
          ['Thaw workbook', '恢复全部公式'],
          ['Brings the formulas of all sheets back.', '恢复所有工作表的公式。'],
        ),
      ],
    ),
  ]),
  group('Tables', 'Tables', '数据表', [
    button(
      'Sync',
      'CloudSync',
      ['Sync', '同步'],
      [
        'Saves what was edited in the tables of this workbook and fetches what colleagues changed.',
        '保存本工作簿数据表中的修改，并取回同事的修改。',
      ],
    ),
    button(
      'NewTable',
      'TableAdd',
      ['New or bind table', '新建/绑定表'],
      ['Makes a table of the ledger in this workbook, or binds one that is there.', '在本工作簿中新建账簿数据表，或绑定已有的表。'],
    ),
    button(
      'Conflicts',
      'BranchCompare',
      ['Conflicts', '冲突'],
      ['Shows rows that somebody else changed too, side by side.', '并排显示别人也改了的行，供您选择。'],
    ),
    button(
      'Import',
      'ArrowImport',
      ['Import', '导入'],
      [
        'Takes in files of banks, tax platform and other programs, or a table kept by hand.',
        '导入银行、税务平台及其他软件的文件，或接管手工台账。',
      ],
    ),
    button(
      'Allocate',
      'Link',
      ['Allocate', '核销'],
      ['Settles receipts and credits against open items in the pane.', '在面板中用收款和贷项核销未清单据。'],
    ),
  ]),
  group('Share', 'Share', '共享', [
    button(
      'CleanCopy',
      'Broom',
      ['Clean copy', '干净副本'],
      ['Shows what the workbook carries of the ledger and removes it before sharing.', '列出工作簿中携带的账簿内容，分享前予以清除。'],
    ),
    button(
      'HealthCheck',
      'Stethoscope',
      ['Health check', '健康检查'],
      ['Finds broken or stale cells of Duebook and repairs them.', '查找失效或过期的应收簿单元格并修复。'],
    ),
  ]),
]

const named = (id: string): Button => {
  const found = RIBBON.flatMap(({ controls }) => controls).find(control => control.id === id)
  if (!found) throw new Error(`The ribbon has no ${id}.`)
  return found
}

/** The entries under Excel's own in the menu of a cell. */
export const CELL_MENU: readonly Button[] = [
  { ...named('Explain'), id: 'Menu.Explain' },
  { ...named('DrillDown'), id: 'Menu.DrillDown' },
  {
    ...button(
      'OpenCustomer',
      'Person',
      ['Open customer', '打开客户'],
      ['Opens the customer of the cell in the pane.', '在面板中打开该客户。'],
    ),
    id: 'Menu.OpenCustomer',
  },
]

/** Every button, those of menus too. */
export const buttons = (): Button[] => [
  ...RIBBON.flatMap(({ controls }) => controls.flatMap(control => ('items' in control ? control.items : [control]))),
  ...CELL_MENU,
]

/** The pictures to be drawn. */
export const icons = (): string[] => [
  ...new Set([...RIBBON.flatMap(({ controls }) => controls), ...buttons()].map(({ icon }) => icon).filter(icon => icon !== '')),
]
