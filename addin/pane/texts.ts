/** The languages people read the pane in. */
export type Language = 'en' | 'zh'

/** Chinese for every Chinese locale of Office (`zh-CN`, `zh-TW` ...), English for all others. */
export function languageOf(locale: string | undefined): Language {
  return /^zh\b/i.test(locale ?? '') ? 'zh' : 'en'
}

/** A paragraph, and the command it ends with if there is one to type. */
interface Paragraph {
  text: string
  command?: string
}

interface Texts {
  locale: string
  product: string
  purpose: string
  connect: Paragraph[]
}

/** What the pane says before it is connected to a ledger, in each language. */
export const TEXTS: Record<Language, Texts> = {
  en: {
    locale: 'en',
    product: 'Duebook',
    purpose: 'The receivables ledger inside Excel.',
    connect: [
      { text: 'The ledger is kept by a service on this computer. Start it in the folder of Duebook:', command: 'npm start' },
      {
        text: 'This version does not connect workbooks to it yet. Until then the shell does the month end; see what it offers:',
        command: 'npm run -s duebook -- --help',
      },
    ],
  },
  zh: {
    locale: 'zh-CN',
    product: '应收簿',
    purpose: 'Excel 里的应收账款账簿。',
    connect: [
      { text: '账簿由本机上的服务保存。请在应收簿所在的文件夹中启动它：', command: 'npm start' },
      { text: '当前版本的工作簿尚不能连接账簿，月结请先使用命令行，可用命令见：', command: 'npm run -s duebook -- --help' },
    ],
  },
}
