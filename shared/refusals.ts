/**
 * Every reason the ledger says no. A refusal is the user's to fix, so each text says what happened and what to do next, in both
 * languages; `{name}` stands for a detail. Anything else that is thrown is a bug. When several apply, the first listed wins.
 */

type CellError = '#N/A' | '#VALUE!'

interface Reason {
  /** HTTP status of the answer. */
  status: number
  /** What a cell shows: `#N/A` when the thing named is not in the ledger, `#VALUE!` for everything else. */
  cell: CellError
  en: string
  zh: string
}

const reason = (status: number, cell: CellError, en: string, zh: string): Reason => ({ status, cell, en, zh })
const missing = (en: string, zh: string) => reason(404, '#N/A', en, zh)
const bad = (en: string, zh: string) => reason(400, '#VALUE!', en, zh)
const conflict = (en: string, zh: string) => reason(409, '#VALUE!', en, zh)
const broken = (en: string, zh: string) => reason(503, '#VALUE!', en, zh)

export const REFUSALS = {
  // What was typed cannot be read.
  BAD_DATE: bad('“{value}” is not a date. Write it as 2026-03-31.', '“{value}”不是有效日期，请写成 2026-03-31。'),
  DATE_OUT_OF_RANGE: bad(
    '{value} lies outside 1970-01-02 to 2149-06-05. Check the year.',
    '{value} 超出 1970-01-02 至 2149-06-05，请检查年份。',
  ),
  DATE_MISSING: bad(
    'The date is empty. Enter a date, or leave the argument out to use the workbook’s date.',
    '日期为空。请填写日期，或省略该参数以使用工作簿的截止日期。',
  ),
  BAD_PERIOD: bad(
    '“{value}” is not a period. Write 2026-03, 2026Q1, 2026 or 2026-01..2026-03.',
    '“{value}”不是有效期间，请写成 2026-03、2026Q1、2026 或 2026-01..2026-03。',
  ),
  BAD_AMOUNT: bad('“{value}” is not an amount. Write it as 1234.56.', '“{value}”不是有效金额，请写成 1234.56。'),
  AMOUNT_TOO_LARGE: bad(
    '{value} is larger than the ledger can keep exactly. Split it into several documents.',
    '{value} 超出可精确记录的范围，请拆分为多张单据。',
  ),
  BAD_RATE: bad(
    '“{value}” is not an exchange rate. Write a positive number such as 7.1234.',
    '“{value}”不是有效汇率，请填写正数，如 7.1234。',
  ),
  BAD_CURRENCY: bad(
    '“{value}” is not a currency code. Write three letters such as CNY or USD.',
    '“{value}”不是币种代码，请写三个字母，如 CNY、USD。',
  ),
  BAD_TERMS: bad(
    '“{value}” is not a payment term the ledger knows. Write for example 月结30天, 月结次月15日, net 30 or 2/10 net 30.',
    '无法识别付款条件“{value}”，可写：款到发货、货到30天、月结30天、月结次月15日、net 30、2/10 net 30。',
  ),
  RECEIVED_DATE_MISSING: bad(
    'The term {terms} counts from the day the invoice was received. Enter that date.',
    '付款条件“{terms}”从收票日起算，请填写收票日期。',
  ),
  TERMS_NOT_VALID: bad(
    'The term {terms} is not valid on {date}. Enter the term that holds on that day.',
    '付款条件“{terms}”在 {date} 不适用，请补充该日期适用的付款条件。',
  ),
  BAD_SHARE: bad('“{value}” is not a share or tax rate. Write 13 % as 0.13.', '“{value}”不是有效的比例或税率，13% 请写成 0.13。'),
  BAD_BUCKET: bad(
    '“{value}” is not one of the buckets {buckets}. Use one of them.',
    '“{value}”不在账龄段 {buckets} 之中，请选用其中之一。',
  ),
  BUCKET_LOOKS_LIKE_DATE: bad(
    'The bucket became a date ({value}). Format the heading as text and type it again, for example 1-30.',
    '账龄段被 Excel 变成了日期（{value}）。请把表头设为文本格式后重新输入，如 1-30。',
  ),
  BAD_OPTION: bad('“{value}” is not an option here. Known options: {known}.', '不支持选项“{value}”，可用选项：{known}。'),
  BAD_ARGUMENT: bad('{name}: {problem}.', '参数 {name}：{problem}。'),
  BAD_FORMULA: bad(
    'The formula cannot be read at “{value}”. Write it like =AR.AGING("C001","31-60","2026-03-31").',
    '公式在“{value}”处无法解析，请写成 =AR.AGING("C001","31-60","2026-03-31")。',
  ),
  TOO_MANY_CELLS: bad(
    'One call answers at most {limit} cells, not {count}. Split the range.',
    '一次最多计算 {limit} 个单元格，现有 {count} 个，请拆分区域。',
  ),
  BAD_ROW: bad('{column}: {problem}.', '{column}：{problem}。'),
  BAD_FILE: bad('{file} cannot be read: {problem}.', '无法读取文件 {file}：{problem}。'),
  AMBIGUOUS_DATE: bad(
    '“{value}” may be {first} or {second}. Say in the mapping profile which comes first, for example "dates": ["M/D/YYYY"].',
    '“{value}”可能是 {first} 或 {second}。请在导入方案中注明日期格式，如 "dates": ["M/D/YYYY"]。',
  ),
  DATE_NOT_AS_STATED: bad(
    '“{value}” is not a date of the form {formats}. Mend the cell, or state its form in the mapping profile.',
    '“{value}”不符合日期格式 {formats}。请更正单元格，或在导入方案中注明格式。',
  ),
  BAD_GROUPING: bad(
    '“{value}” is not grouped in threes by “{thousands}” with decimals after “{decimal}”. Check both signs in the mapping profile.',
    '“{value}”的千分位与小数点不符合“{thousands}”“{decimal}”的写法，请检查导入方案中的两个符号。',
  ),
  AMOUNT_NAMES_CURRENCY: bad(
    '“{value}” names a currency in the amount. Put the currency in a column of its own, or as a constant in the mapping profile.',
    '金额“{value}”中带有币种。请把币种单独成列，或在导入方案中写成常量。',
  ),
  TOO_MANY_DECIMALS: bad(
    '“{value}” has more decimals than {currency} has. Round it, or let the mapping profile round: "rounding": "item".',
    '“{value}”的小数位多于币种 {currency} 的位数。请先取整，或在导入方案中写 "rounding": "item"。',
  ),
  NUMBER_SHORTENED: bad(
    '“{value}” has lost digits in a spreadsheet. Format its column as text and export the file again.',
    '“{value}”已被电子表格截短。请把该列设为文本格式后重新导出。',
  ),
  CELL_ERROR: bad(
    '“{value}” is an error of the spreadsheet, not a value. Mend the formula in that cell.',
    '“{value}”是电子表格的错误值，请更正该单元格的公式。',
  ),
  MISSING_CELL: bad('{column} is empty. Fill it in.', '{column} 为空，请填写。'),
  MISSING_COLUMN: bad(
    '{file} has no column {column}. Add it, or name the right heading in the mapping profile.',
    '文件 {file} 没有“{column}”列。请补充该列，或在导入方案中改为正确的表头。',
  ),
  LINE_TOO_LONG: bad(
    'The line has more cells than there are headings, so its columns may have shifted (“{value}” is left over). Put quotes round cells that hold a comma.',
    '该行单元格多于表头，列可能错位（多出“{value}”）。含逗号的单元格请加引号。',
  ),
  UNMATCHED_LINE: bad(
    '{file} has no line with {key}. Add it, or correct the key.',
    '文件 {file} 中没有 {key} 的行。请补充该行或更正关键字。',
  ),
  HEADINGS_UNKNOWN: bad(
    'The headings of {file} fit {count} tables ({tables}). Name the file after its table, such as invoices.csv, or give a mapping profile.',
    '文件 {file} 的表头对应 {count} 个数据表（{tables}）。请按数据表命名文件（如 invoices.csv 或 发票.csv），或提供导入方案。',
  ),
  HEADINGS_CHANGED: bad(
    '{file} looks like “{name}”, but {differences}. Export it as before, or teach its headings anew under that name.',
    '文件 {file} 与已学习的“{name}”相近，但 {differences}。请按原格式重新导出，或以同名重新学习表头。',
  ),
  DATES_AMBIGUOUS: bad(
    'Every date of this column can be read in two ways: {examples}. Say once which comes first, the day or the month: --dates D/M/YYYY or --dates M/D/YYYY.',
    '该列日期均有两种读法：{examples}。请注明一次日在前还是月在前：--dates D/M/YYYY 或 --dates M/D/YYYY。',
  ),
  DATES_CONTRADICT: bad(
    '{dayFirst} (line {dayFirstLine}) has the day first and {monthFirst} (line {monthFirstLine}) the month. Export the column with dates such as 2026-03-31.',
    '第 {dayFirstLine} 行 {dayFirst} 为日在前，第 {monthFirstLine} 行 {monthFirst} 为月在前，互相矛盾。请把该列导出为 2026-03-31 格式。',
  ),
  DATES_SWAPPED: bad(
    '{text} (line {textLine}) stayed a text while {date} (line {dateLine}) became a date: the spreadsheet may have swapped its day and month. Import the original file, or say that the dates are right: --dates {form}.',
    '第 {textLine} 行 {text} 仍为文本，而第 {dateLine} 行已变成日期 {date}，电子表格可能把日与月对调了。请导入原始文件；若日期无误，请注明 --dates {form}。',
  ),
  DECIMALS_AMBIGUOUS: bad(
    'The amounts can be read in two ways: {examples}. Say once which sign stands before the decimals: --decimal . or --decimal ,',
    '金额有两种读法：{examples}。请注明一次小数点符号：--decimal . 或 --decimal ,',
  ),
  DECIMALS_CONTRADICT: bad(
    '{value} cannot be read as {other} (line {otherLine}) is: one has a point before the decimals, the other a comma. Mend it, or export the file again.',
    '{value} 与第 {otherLine} 行 {other} 的小数点写法不一致（一为点，一为逗号）。请更正后重新导出。',
  ),
  NOT_AS_SAID: bad(
    '“{value}” cannot be read as {said}. Mend the cell, or take that answer back.',
    '“{value}”无法按 {said} 读取。请更正单元格，或撤回该说明。',
  ),
  ZEROS_LOST: bad(
    '{examples}: a spreadsheet may have eaten the zeros before it. Say once whether they belong there: --zeros restore, or --zeros keep when these are others.',
    '{examples}：前面的零可能被电子表格吃掉了。请注明一次：--zeros restore 补回，或 --zeros keep 表示确为不同编码。',
  ),
  FILE_CUT: bad(
    'The last line has {cells} cells and all others {width}: the file was cut off. Export it again.',
    '最后一行只有 {cells} 个单元格，其余各行为 {width} 个，文件可能被截断，请重新导出。',
  ),
  TOTAL_DIFFERS: bad(
    'The total says {total}, but the lines add to {sum}: lines are missing or were changed. Export the file again, or mend the total.',
    '合计为 {total}，而明细相加为 {sum}，可能缺行或被改动。请重新导出或更正合计。',
  ),
  COUNT_DIFFERS: bad(
    'The file says it has {stated} lines, but {found} were found: it was cut off or lines were removed. Export it again.',
    '文件注明共 {stated} 条，实际读到 {found} 条，可能被截断或删行，请重新导出。',
  ),
  VOUCHER_UNBALANCED: bad(
    'Voucher {voucher} has debits of {debit} and credits of {credit}: a line is missing or wrong. Export it whole.',
    '凭证 {voucher} 借方 {debit}、贷方 {credit}，不平衡，可能缺少分录。请完整导出。',
  ),
  CUSTOMER_MISSING: bad(
    'Account {account} is kept by customer, but the line names none. {hint}.',
    '科目 {account} 按客户核算，但该分录没有客户。{hint}。',
  ),
  CODE_OF_ANOTHER: bad(
    '{code} is {known} in the ledger, but here it is {name}. Add {name} as a customer with a code of its own first.',
    '编码 {code} 在账簿中是 {known}，而文件中是 {name}。请先为 {name} 另立客户编码。',
  ),
  BAD_PROFILE: bad('The mapping profile cannot be used: {problem}.', '导入方案不可用：{problem}。'),
  BANK_ACCOUNT_MISSING: bad(
    '{file} does not say of which bank account it is. Name the account, for example --account 6222000011112222.',
    '文件 {file} 未注明银行账号。请指明账号，如 --account 6222000011112222。',
  ),
  STATEMENT_NOT_KNOWN: bad(
    '{file} has no row of headings with a date and an amount ({problem}). Export the statement with its headings.',
    '文件 {file} 中没有包含日期和金额的表头（{problem}）。请连同表头重新导出。',
  ),
  STATEMENT_BROKEN: bad(
    'On account {account} {from} plus the movements makes {expected}, but the statement says {stated}: rows are missing or altered. Export it again.',
    '账号 {account}：{from}加各笔发生额应为 {expected}，而对账单为 {stated}，可能缺行或被改动。请重新导出。',
  ),
  ROWS_REFUSED: bad(
    '{count} of {total} rows were refused and nothing was posted. Mend them and import the file again.',
    '共 {total} 行，其中 {count} 行有误，未入账任何数据。请更正后重新导入。',
  ),
  LIST_NOT_READ: bad(
    '{count} cells of the list cannot be read, so nothing was compared. Mend them and try again.',
    '清单中有 {count} 处无法读取，未进行比对。请更正后重试。',
  ),
  BAD_REQUEST: bad('The request is not as expected: {problem}.', '请求内容有误：{problem}。'),
  TOO_LARGE: reason(413, '#VALUE!', 'The request is larger than {limit}. Send it in several parts.', '请求超过 {limit} 上限，请分批发送。'),

  // What was named is not there.
  UNKNOWN_PATH: missing('There is no {method} {path}. See /docs for all of them.', '没有接口 {method} {path}，全部接口见 /docs。'),
  UNKNOWN_FUNCTION: missing(
    'There is no function {name}. See docs/functions.md for all of them.',
    '没有函数 {name}，全部函数见 docs/functions.md。',
  ),
  UNKNOWN_REPORT: missing('There is no report {name}. Reports: {known}.', '没有报表 {name}，可用报表：{known}。'),
  UNKNOWN_TABLE: missing('There is no table {name}. Tables: {known}.', '没有数据表 {name}，可用数据表：{known}。'),
  UNKNOWN_CUSTOMER: missing(
    'There is no customer {value}. Check the code, or add the customer first.',
    '没有客户 {value}，请核对编码或先建立客户档案。',
  ),
  AMBIGUOUS_CUSTOMER: missing(
    '{value} fits several customers: {candidates}. Use the code.',
    '“{value}”对应多个客户：{candidates}，请使用客户编码。',
  ),
  UNKNOWN_PRODUCT: missing(
    'There is no product {value}. Check the code, or add the product first.',
    '没有商品 {value}，请核对编码或先建立商品档案。',
  ),
  UNKNOWN_DOCUMENT: missing('There is no {kind} {value}. Check the number.', '没有{kind} {value}，请核对号码。'),
  UNKNOWN_BANK_LINE: missing(
    'There is no bank line {serial} of account {account}. Check the number, or import the bank statement first.',
    '账号 {account} 没有流水 {serial}，请核对流水号或先导入银行流水。',
  ),
  AMBIGUOUS_DOCUMENT: missing(
    '{value} fits several documents: {candidates}. Add the series.',
    '“{value}”对应多张单据：{candidates}，请加上代码或系列。',
  ),
  UNKNOWN_FIELD: missing('There is no field {value}. Known fields: {known}.', '没有字段 {value}，可用字段：{known}。'),
  NO_LIMIT: missing(
    'No credit limit is set for {customer} on {date}. Enter one under Customers.',
    '客户 {customer} 在 {date} 未授信，请先在客户档案中设置额度。',
  ),
  NO_RATE: missing(
    'There is no {currency} rate on {date} or in the 31 days before. Enter one under Exchange rates.',
    '{date} 及此前 31 天内没有 {currency} 汇率，请先录入汇率。',
  ),
  NO_TAX_RATE: missing(
    'There is no tax rate {code} in force on {date}. Check the code, or enter the rate under Tax rates.',
    '{date} 没有适用的税率 {code}，请核对代码或先录入税率。',
  ),
  NO_CONTROL: missing(
    'No general-ledger balance is entered for {date}. Enter it under Control balances.',
    '{date} 未录入总账数，请先录入科目余额。',
  ),
  NO_RECEIPT: missing('{customer} has paid nothing up to {date}.', '客户 {customer} 截至 {date} 没有收款。'),
  NO_SALES: missing('There are no billings in {period}, so the figure is undefined.', '期间 {period} 内没有开票，无法计算。'),
  NO_CHANGE: missing('There is no change {value}; the newest is {newest}.', '没有变更号 {value}，最新为 {newest}。'),

  NO_LINES: bad(
    '{amount} of {what} in {period} stand on invoices without lines, so sales without tax and cost are unknown. Import their lines.',
    '{period} 内 {what} 有 {amount} 的发票没有明细行，无法得出不含税销售额与成本，请导入明细行。',
  ),

  // What was asked may not be done.
  NOT_YOURS: reason(403, '#VALUE!', 'You may not see {what}. Ask the owner of the ledger.', '您无权查看{what}，请联系账簿管理员。'),
  NOT_AVAILABLE: bad('{what} is not available yet. {instead}.', '{what}尚不可用。{instead}。'),
  PERIOD_CLOSED: conflict(
    '{date} lies in a closed period (closed up to {closed}). Date it {open} or later, or reopen the period.',
    '{date} 所在期间已结账（已结至 {closed}）。请改用 {open} 或之后的日期，或先反结账。',
  ),
  PERIOD_NOT_CLOSED: conflict('{period} is not closed, so it cannot be reopened.', '期间 {period} 未结账，无需反结账。'),
  PERIOD_ORDER: conflict(
    '{period} cannot be closed: it is closed already, or lies before the last closed period.',
    '期间 {period} 不能结账：已结账，或早于最近的已结期间。',
  ),
  DUPLICATE_NUMBER: conflict(
    '{kind} {number} is in the ledger already. Use another number, or reverse the first one.',
    '{kind} {number} 已存在。请更换号码，或先冲销原单据。',
  ),
  DUPLICATE_DIFFERS: conflict(
    '{kind} {number} is in the ledger with other content: {differences}.',
    '{kind} {number} 已存在且内容不同：{differences}。',
  ),
  OVER_ALLOCATED: conflict(
    '{amount} is more than the {open} left of {document} on {date}. Allocate at most that.',
    '核销金额 {amount} 超过 {document} 在 {date} 的余额 {open}，请减少金额。',
  ),
  ACROSS_CUSTOMERS: conflict(
    '{from} belongs to {fromCustomer} and {to} to {toCustomer}. Transfer one of them first.',
    '{from} 属于 {fromCustomer}，{to} 属于 {toCustomer}，请先办理转账再核销。',
  ),
  ACROSS_CURRENCIES: conflict(
    '{from} is in {fromCurrency} and {to} in {toCurrency}. Convert one of them first.',
    '{from} 为 {fromCurrency}，{to} 为 {toCurrency}，请先折算为同一币种。',
  ),
  WRONG_SIGNS: conflict(
    '{from} and {to} cannot settle each other: one must be a credit, the other a debt.',
    '{from} 与 {to} 不能互相核销：必须一方为贷项、一方为欠款。',
  ),
  ON_HOLD: conflict(
    '{customer} is on hold since {since}, so nothing may be ordered or delivered on {date}. Lift the hold under Settings by date first.',
    '客户 {customer} 自 {since} 起已冻结，{date} 不能下单或发货，请先在“按日期生效的设置”中解除冻结。',
  ),
  LEGS_NOT_ZERO: bad(
    'The legs of {agreement} add to {sum}, not to 0. Correct an amount, or add the leg of the other party’s account.',
    '抵账协议 {agreement} 各方金额合计为 {sum}，应为 0。请更正金额，或补充对方账户一方。',
  ),
  NOTHING_TO_TRANSFER: conflict(
    'Nothing of {what} is open on {date}. Choose a later date, or other documents.',
    '{what} 在 {date} 没有未清金额，请改用之后的日期或选择其他单据。',
  ),
  TRANSFERRED: conflict(
    '{document} was transferred to {customer}. Reverse transfer {transfer} first.',
    '{document} 已转至客户 {customer}，请先冲销转户 {transfer}。',
  ),
  ALREADY_REVERSED: conflict('{document} is reversed already.', '{document} 已冲销。'),
  REVERSAL_TOO_EARLY: conflict(
    'A reversal dated {date} lies before {document} of {original}. Date it {original} or later.',
    '冲销日期 {date} 早于 {document} 的日期 {original}，请改用 {original} 或之后的日期。',
  ),
  SETTLED_TOO_EARLY: conflict(
    'A refund or recovery dated {date} lies before {document} of {original}. Date it {original} or later.',
    '退款或坏账收回日期 {date} 早于 {document} 的日期 {original}，请改用 {original} 或之后的日期。',
  ),
  NOT_REVERSIBLE: conflict(
    '{document} cannot be reversed: a reversal is final. Post the document anew.',
    '{document} 不能冲销：冲销不可再冲销，请重新录入单据。',
  ),
  STILL_ALLOCATED: conflict(
    '{document} still has allocations after {date}. Reverse them first.',
    '{document} 在 {date} 之后仍有核销，请先取消核销。',
  ),
  POSTED_AND_CLOSED: conflict(
    '{document} is posted in a closed period (closed up to {closed}), so it stays as it is. Enter a credit note or a new document dated {open} or later, or reopen the period.',
    '{document} 所在期间已结账（已结至 {closed}），不能修改。请在 {open} 或之后开具红字发票或新单据，或先反结账。',
  ),
  SETTLED_OTHERWISE: conflict(
    '{document} is settled by {other}. Reverse {other} first, then change the document.',
    '{document} 已由 {other} 结清。请先冲销 {other}，再修改该单据。',
  ),
  KEY_FIXED: conflict(
    '{column} names the row in the ledger and cannot be changed ({from} to {to}). Enter {to} in a new row.',
    '{column} 是该行在账簿中的标识，不能由 {from} 改为 {to}。请在新行中录入 {to}。',
  ),
  NOT_REMOVABLE: conflict(
    '{what} cannot be taken out of the ledger. Correct it, or only take the row out of this table.',
    '{what} 不能从账簿中删除。请更正内容，或仅从本表移除该行。',
  ),
  ROW_GONE: conflict(
    '{what} was reversed in the ledger meanwhile. Take the row out of this table, or enter it anew.',
    '{what} 已在账簿中被冲销。请从本表移除该行，或重新录入。',
  ),
  NOT_BOUND_TABLE: bad('{name} is not a table that a workbook can hold. Tables: {known}.', '{name} 不是可绑定的数据表，可用：{known}。'),
  INSTALMENTS_DO_NOT_ADD: bad(
    'The instalments of {document} add to {sum}, not to {amount}.',
    '{document} 的分期合计为 {sum}，与金额 {amount} 不符。',
  ),
  NEGATIVE_RECEIPT: bad(
    'A receipt of {value} is money going out. Enter it as a refund of the receipt it belongs to.',
    '收款金额 {value} 为负，请在退款中录入并注明对应的收款单。',
  ),
  BANK_LINE_POSTED: conflict(
    'Bank line {line} is posted already as {receipt}. Reverse that receipt first.',
    '银行流水 {line} 已入账（收款单 {receipt}）。请先冲销该收款单。',
  ),
  BANK_LINE_EXCLUDED: conflict(
    'Bank line {line} is excluded ({reason}). Withdraw the exclusion first.',
    '银行流水 {line} 已排除（{reason}）。请先撤销排除。',
  ),
  BANK_LINE_OUTGOING: bad(
    'Bank line {line} is money that went out, so it can be no receipt. Enter a refund, or reverse the receipt that was returned.',
    '银行流水 {line} 为付款，不能作为收款。请录入退款，或冲销被退回的收款单。',
  ),
  BANK_LINE_TOO_EARLY: conflict(
    '{date} is too early for a receipt of bank line {line}. Date it {first} or later.',
    '银行流水 {line} 的收款日期 {date} 过早，请改用 {first} 或之后的日期。',
  ),
  OVER_BANK_LINE: conflict(
    '{amount} is more than the {left} left of bank line {line}. Enter at most that.',
    '{amount} 超过银行流水 {line} 的剩余金额 {left}，请减少金额。',
  ),
  DOUBLE_CLAIM: conflict(
    'Bank line {line} is claimed already by {by} for {customer}. Ask {by} to withdraw the claim, or let finance decide.',
    '银行流水 {line} 已由 {by} 为客户 {customer} 认领。请联系 {by} 撤销认领，或由财务裁定。',
  ),
  BANK_LINE_ALIKE: conflict(
    'Bank line {line} has the day, amount and payer of {other}, which came from another kind of file. Import the account from one kind of file only, or mark the line as distinct.',
    '流水 {line} 与另一种文件中的 {other} 日期、金额、付款人相同。同一账号请只导入一种文件；若确为另一笔款项，请标注 distinct。',
  ),
  NOT_CLAIMED: conflict('Bank line {line} is not claimed, so there is no claim to withdraw.', '银行流水 {line} 未被认领，无需撤销。'),
  PUSH_REUSED: conflict(
    'This pushId was used with other content. Send the rows under a new one.',
    '该 pushId 已用于其他内容，请使用新的 pushId 重新提交。',
  ),

  // What was asked of a workbook that is being adopted.
  CUT_OVER: bad(
    'The ledger begins on {date}, so nothing is known as of {asOf}. Ask for {date} or later.',
    '账簿自 {date} 启用，无法查询 {asOf} 的数据，请改用 {date} 或之后的日期。',
  ),
  READING_UNANSWERED: bad(
    '“{value}” may be {first} or {second}. Answer the question about its column, then take the range again.',
    '“{value}”可能是 {first} 或 {second}。请先回答该列的问题，再重新读取。',
  ),
  BALANCE_DIFFERS: bad(
    '{amount} less {received} received leaves {expected}, but the balance says {balance}. Correct one of the three.',
    '金额 {amount} 减已收 {received} 应为 {expected}，而余额为 {balance}，请更正其中一项。',
  ),
  RECEIVED_UNDATED: bad(
    '{amount} was received, and no date says when. Fill the date in, or say on which date such receipts count.',
    '已收 {amount}，但没有收款日期。请填写收款日期，或选择统一按哪个日期计入。',
  ),
  BALANCE_UNDATED: bad(
    'The balance {amount} of {customer} has no date, so it cannot be aged. Give its date, or mark undated balances as such.',
    '客户 {customer} 的余额 {amount} 没有日期，无法计算账龄。请补充日期，或标明为无日期余额。',
  ),
  NUMBER_REPEATED: bad(
    '{number} stands on line {first} already. Correct the number, or say that lines with one number are one document.',
    '{number} 已在第 {first} 行出现。请更正号码，或选择将同号各行合并为一张单据。',
  ),

  // The ledger itself cannot serve.
  NO_LEDGER: broken(
    'There is no ledger in {folder}. Make one with: npm run -s duebook -- init --ledger {folder}',
    '{folder} 中没有账簿，请先运行：npm run -s duebook -- init --ledger {folder}',
  ),
  NO_ALLOCATION_TABLE: bad(
    'There is no table of allocations on this sheet. Open the sheet that has one, or make one in the pane.',
    '本工作表没有核销表。请切换到有核销表的工作表，或在面板中新建。',
  ),
  NO_BANK_TABLE: bad(
    'There is no table of bank receipts on this sheet. Open the sheet that has one, or write one from the page Bank receipts.',
    '本工作表没有银行收款表。请切换到有该表的工作表，或在“银行收款”页新建。',
  ),
  NOTHING_TICKED: bad(
    'No row is ticked that is not posted yet. Put √ into the first column first.',
    '没有勾选的待入账行，请先在首列填写 √。',
  ),
  NOTHING_TO_POST: bad('No row waits to be posted. Enter an amount first.', '没有待提交的行，请先填写金额。'),
  NOT_CONNECTED: broken(
    'This workbook has no ledger yet. Open the pane of Duebook and enter the address of the ledger.',
    '此工作簿尚未连接账簿。请打开应收簿面板，填写账簿地址。',
  ),
  STILL_LOADING: broken(
    'The ledger is still being fetched. The cell fills in by itself as soon as it is here.',
    '账簿仍在加载，完成后单元格会自动显示结果。',
  ),
  LEDGER_EXISTS: conflict('There is a ledger in {folder} already. Choose another folder.', '{folder} 中已有账簿，请选择其他文件夹。'),
  LEDGER_IN_USE: broken(
    'The ledger in {folder} is in use by another process. Stop it, or ask the running service.',
    '{folder} 中的账簿正被其他进程使用，请先停止该进程，或通过运行中的服务操作。',
  ),
  LEDGER_READ_ONLY: broken(
    'The ledger in {folder} cannot be written. Check the rights of the folder.',
    '{folder} 中的账簿不可写，请检查文件夹权限。',
  ),
  LEDGER_FULL: broken(
    'The disk of {folder} is full. Free some space; nothing was posted.',
    '{folder} 所在磁盘已满，请清理空间；本次未入账任何数据。',
  ),
  LEDGER_CORRUPT: broken(
    'The ledger in {folder} is damaged: {problem}. Restore the newest backup.',
    '{folder} 中的账簿已损坏：{problem}。请恢复最近的备份。',
  ),
  LEDGER_TOO_NEW: broken(
    'The ledger in {folder} was written by a newer version ({version}). Update Duebook.',
    '{folder} 中的账簿由更高版本（{version}）写入，请升级应收簿。',
  ),
  SHUTTING_DOWN: broken(
    'The service is stopping. Try again in a moment; nothing was posted.',
    '服务正在停止，请稍后重试；本次未入账任何数据。',
  ),

  // The workbook cannot reach the ledger.
  OFFLINE: broken(
    'There is no connection to the ledger at {address}. Check that it runs; the workbook tries again by itself.',
    '无法连接账簿 {address}，请确认服务正在运行；工作簿会自动重试。',
  ),
  SERVICE_FAILED: broken(
    'The ledger could not answer ({status}): {problem}. Try again, or tell the owner of the ledger.',
    '账簿未能应答（{status}）：{problem}。请重试，或联系账簿管理员。',
  ),
  // What is selected in the workbook does not fit.
  NO_CELL_SELECTED: bad(
    'A chart, a picture or nothing is selected. Click the cell you mean and try again.',
    '当前选中的不是单元格（可能是图表或图片）。请单击所需的单元格后重试。',
  ),
  NOT_OUR_SHEET: bad(
    'This sheet was not drawn by Duebook, so there is nothing to compare it with. Open a sheet that was, such as a monthly aging.',
    '当前工作表不是由应收簿生成的，没有可比对的封签。请切换到由应收簿生成的工作表（如月度账龄表）后重试。',
  ),
  TABLE_GONE: bad(
    'The table {name} is no longer in this workbook, or lacks a column it was bound with. Bind it again.',
    '工作簿中已没有表“{name}”，或缺少绑定时的列，请重新绑定。',
  ),
  OTHER_LEDGER: bad(
    'The tables of this workbook belong to the ledger of {company}, and this is that of {current}. Open the right ledger, or bind the tables anew.',
    '本工作簿的数据表属于账簿“{company}”，当前连接的是“{current}”。请连接对应账簿，或重新绑定。',
  ),
  SEVERAL_AREAS: bad('Several areas are selected. Select one cell and try again.', '当前选中了多个不相连的区域。请只选一个单元格后重试。'),
  NO_FORMULA: bad(
    '{cell} holds no formula of Duebook and none is kept for it. Select a cell with a formula such as =AR.AGING("C001","31-60").',
    '{cell} 没有应收簿公式，也没有保留的公式。请选择含 =AR.AGING("C001","31-60") 之类公式的单元格。',
  ),
  NO_CUSTOMER_HERE: bad(
    '{cell} names no customer. Select a cell with a customer’s code or name, or a figure in a customer’s row.',
    '{cell} 没有对应的客户。请选择含客户编码或名称的单元格，或客户所在行的数字。',
  ),
  SHEET_PROTECTED: bad(
    'The sheet {sheet} is protected. Unprotect it under Review, then try again.',
    '工作表“{sheet}”受保护。请在“审阅”中撤销工作表保护后重试。',
  ),
  STRUCTURE_PROTECTED: bad(
    'The structure of the workbook is protected, so no sheet can be added. Unprotect the workbook under Review, then try again.',
    '工作簿结构受保护，无法添加工作表。请在“审阅”中撤销工作簿保护后重试。',
  ),
  RELOAD_NEEDED: broken(
    'The ledger has been updated and this add-in is older. Close the workbook and open it again.',
    '账簿已升级，当前加载项版本较旧，请关闭工作簿后重新打开。',
  ),
} as const satisfies Record<string, Reason>

export type RefusalCode = keyof typeof REFUSALS
export type Language = 'en' | 'zh'

/** A refusal on its way to the user: a code, and the details its text names. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    readonly code: RefusalCode,
    readonly details: Readonly<Record<string, string | number>> = {},
  ) {
    super(refusalText(code, details, 'en'))
  }

  /** The text in a language, with the details filled in. */
  text(language: Language): string {
    return refusalText(this.code, this.details, language)
  }

  get status(): number {
    return REFUSALS[this.code].status
  }

  get cell(): CellError {
    return REFUSALS[this.code].cell
  }
}

/** Makes a refusal to throw: `throw refuse('PERIOD_CLOSED', { date })`. */
export const refuse = (code: RefusalCode, details: Record<string, string | number> = {}): Refusal => new Refusal(code, details)

/** A refusal as it travels: its code and its text in the asked language. */
export interface RefusalMessage {
  code: RefusalCode
  message: string
}

export const refusalMessage = (refusal: Refusal, language: Language): RefusalMessage => ({
  code: refusal.code,
  message: refusal.text(language),
})

function refusalText(code: RefusalCode, details: Readonly<Record<string, string | number>>, language: Language): string {
  return REFUSALS[code][language].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in details ? detailText(details[name], language) : whole,
  )
}

/**
 * A detail as it is said in a language. One that has words of its own is written `english (中文)`, with what it is about before a
 * colon, because the language is chosen when the refusal is shown; only the words asked for are said.
 */
function detailText(detail: string | number, language: Language): string {
  const match = /^(?:([^()]*): )?([^()]+) \(([^()]*[\u4e00-\u9fff][^()]*)\)$/.exec(String(detail))
  if (!match) return String(detail)
  const [, about, en, zh] = match
  return (about ? `${about}: ` : '') + (language === 'en' ? en : zh)
}
