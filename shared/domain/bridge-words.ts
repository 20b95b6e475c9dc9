import type { Words } from '../vocabulary.js'
import type { BridgeCause } from './bridge-question.js'

/** What each cause of a change is called. */
export const CAUSE_WORDS_OF_CHANGE: Readonly<Record<BridgeCause, Words>> = {
  invoices: { en: 'New invoices', zh: '新开发票' },
  debitNotes: { en: 'Debit notes', zh: '借项通知单' },
  openings: { en: 'Opening items', zh: '期初单据' },
  receipts: { en: 'Receipts', zh: '收款' },
  creditNotes: { en: 'Credit notes', zh: '贷项（红字）' },
  discounts: { en: 'Settlement discounts', zh: '现金折扣' },
  writeOffs: { en: 'Write-offs', zh: '坏账转销' },
  recoveries: { en: 'Recoveries', zh: '坏账收回' },
  refunds: { en: 'Refunds', zh: '退款' },
  nettings: { en: 'Netting', zh: '抵账' },
  transfers: { en: 'Transfers between customers', zh: '转户' },
  reversals: { en: 'Reversals', zh: '冲销' },
  allocations: { en: 'Allocations', zh: '核销' },
  movedIn: { en: 'Moved in as time passed', zh: '随时间转入' },
  movedOut: { en: 'Moved out as time passed', zh: '随时间转出' },
  dueDates: { en: 'Due dates changed', zh: '展期（到期日变更）' },
  groups: { en: 'Responsible person changed', zh: '责任人变更' },
  backdated: { en: 'Recorded later, dated before', zh: '补记（日期在前、记录在后）' },
  fx: { en: 'Exchange rates', zh: '汇率变动' },
  entered: { en: 'Other documents added', zh: '其他新增' },
  left: { en: 'No longer counted', zh: '不再计入' },
  changed: { en: 'Changed amount', zh: '金额变更' },
}
