import type { Words } from '../vocabulary.js'

/**
 * What speaks for a proposal, in hundredths of confidence. One reason tells whose money it is (the strongest counts), one what it pays;
 * habit adds a little; doubt takes away. A payer nobody knows never makes it certain, whatever else fits.
 */
export const EVIDENCE = {
  payerName: { points: 76, en: 'the payer has the customer’s name', zh: '付款人名称与客户一致' },
  payerAlias: { points: 76, en: 'the payer is known as the customer', zh: '付款人为已记住的客户名称' },
  payerAgreement: { points: 74, en: 'the payer pays for the customer by an agreement', zh: '付款人按代付协议代客户付款' },
  paymentReference: { points: 74, en: 'the text gives the customer’s payment reference', zh: '附言含客户付款识别码' },
  documentNumber: { points: 70, en: 'the text names a document of the customer', zh: '附言含客户单据号' },
  nameInText: { points: 56, en: 'the text names the customer', zh: '附言含客户名称' },
  partOfName: { points: 50, en: 'the payer’s name holds the customer’s', zh: '付款人名称包含客户名称' },
  amountOnly: { points: 30, en: 'only this customer has an open item of this amount', zh: '仅此客户有相同金额的未清项' },

  namedDocuments: { points: 21, en: 'the documents named make the amount', zh: '附言所列单据合计等于到账金额' },
  oneItem: { points: 19, en: 'one open item has just this amount', zh: '与一笔未清项金额相等' },
  oldestItems: { points: 17, en: 'the oldest open items make the amount', zh: '最早的若干未清项合计等于到账金额' },
  severalItems: { points: 12, en: 'several open items make the amount', zh: '若干未清项合计等于到账金额' },
  namedPart: { points: 10, en: 'part of the documents named', zh: '附言所列单据的一部分' },
  oldestFirst: { points: 0, en: 'no sum fits; the oldest first', zh: '金额无法对应，按先进先出' },

  habitOrder: { points: 2, en: 'the customer pays the oldest first', zh: '客户习惯先付最早款项' },
  habitAmount: { points: 2, en: 'an amount the customer often pays', zh: '客户常付金额' },
  bothAgree: { points: 3, en: 'payer and text agree', zh: '付款人与附言一致' },

  severalCustomers: { points: -35, en: 'other customers fit as well', zh: '另有其他客户同样符合' },
  severalSums: { points: -15, en: 'other items make the same amount', zh: '另有其他未清项组合同样符合' },
  payerUnknown: { points: 0, en: 'nobody knows the payer', zh: '付款人未知' },
  searchCut: { points: -2, en: 'too many open items to look through', zh: '未清项过多，未能全部比对' },
} as const satisfies Record<string, Words & { points: number }>
export type Reason = keyof typeof EVIDENCE

/** The most that a payer nobody knows can make, and that anything can. */
const UNKNOWN_CAP = 90
const CAP = 99

/** The confidence, 0 to 1, that some reasons make together. */
export function confidenceOf(reasons: readonly Reason[]): number {
  const points = reasons.reduce((sum, reason) => sum + EVIDENCE[reason].points, 0)
  return Math.max(0, Math.min(points, reasons.includes('payerUnknown') ? UNKNOWN_CAP : CAP)) / 100
}
