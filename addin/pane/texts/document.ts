import type { Language } from '../../../shared/refusals.js'

const EN = {
  unknown: (id: string) => `There is no document ${id} in the ledger any more.`,
  customer: 'Customer',
  dated: 'Dated',
  due: 'Due',
  amount: 'Amount',
  open: 'Open',
  move: 'Move to another customer',
  moveText: 'Posted to the wrong customer? Choose the right one; what it does is shown before it is done.',
  moves: (document: string, customer: string) => `Moving ${document} to ${customer}:`,
  confirm: 'Move',
  cancel: 'Cancel',
  fixed: 'Documents of this kind belong to another one and move with it.',
}

export type DocumentTexts = typeof EN

const ZH: DocumentTexts = {
  unknown: id => `账簿中已没有单据 ${id}。`,
  customer: '客户',
  dated: '单据日期',
  due: '到期日',
  amount: '金额',
  open: '未清',
  move: '转给其他客户',
  moveText: '记错了客户？请选择正确的客户，执行前会先列出影响。',
  moves: (document, customer) => `将 ${document} 转给 ${customer}：`,
  confirm: '确认转户',
  cancel: '取消',
  fixed: '此类单据从属于其他单据，随其一同移动。',
}

/** What the page of a document says, by language. */
export const DOCUMENT_TEXTS: Readonly<Record<Language, DocumentTexts>> = { en: EN, zh: ZH }
