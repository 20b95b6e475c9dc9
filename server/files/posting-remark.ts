import type { Remark } from '../../shared/domain/posting/posting.js'
import type { IntakeRemark } from '../../shared/intake/neutral-ledger.js'

/** What the ledger remarked while it posted, in words; what only repeats a count is left out. */
export function postingRemark({ code, document, details }: Remark): IntakeRemark[] {
  switch (code) {
    case 'LINES_DIFFER':
      return [
        {
          subject: document,
          en: `${document}: the header says ${details.amount}, its lines add to ${details.lines}; both are kept.`,
          zh: `${document}：表头金额 ${details.amount}，明细合计 ${details.lines}，两者均予保留。`,
        },
      ]
    case 'DUE_DATE_PROVISIONAL':
      return [
        {
          subject: document,
          en: `${document}: the due date by “${details.terms}” rests on weekends alone; enter the holidays of that year under the calendar.`,
          zh: `${document}：按“${details.terms}”计算的到期日仅依周末顺延，请在工作日历中录入当年节假日。`,
        },
      ]
    case 'CREDIT_LEFT_OVER':
      return [
        {
          subject: document,
          en: `${document}: more than its invoice had left; the rest stays unapplied.`,
          zh: `${document}：大于原发票余额，剩余部分留作未核销。`,
        },
      ]
    case 'TOLERANCE':
      return [
        {
          subject: document,
          en: `${document}: a difference of ${details.amount} was posted as a discount.`,
          zh: `${document}：尾差 ${details.amount} 已计入现金折扣。`,
        },
      ]
    case 'ALREADY_THERE':
      // They are counted; a list of every repeated document would hide what matters.
      return []
  }
}
