/** The words of the page itself; those of the add-in come from its manifest. */
const EN = {
  standIn: 'A stand-in for trying and testing Office add-ins. This is not Microsoft Excel.',
  open: 'Open',
  openTip: 'Opens a workbook from a file; the add-in starts anew',
  save: 'Save',
  saveTip: 'Saves the workbook as a file',
  coAuthor: 'Second window',
  coAuthorTitle: 'co-author',
  coAuthorTip: 'Opens the same workbook as a co-author. Its edits arrive here as remote edits.',
  language: '中文',
  languageTip: 'Shows everything in Chinese',
  close: 'Close',
  notFollowed: 'The stand-in does not follow this command.',
  commandFailed: 'The command failed.',
  firstClosed: 'The first window was closed, and the workbook with it.',
  functionsFailed: 'The functions of the add-in cannot be read.',
  notAWorkbook: 'This file is no workbook that the stand-in saved.',
}

export type Texts = typeof EN

const ZH: Texts = {
  standIn: '用于试用和测试 Office 加载项的替身，不是 Microsoft Excel。',
  open: '打开',
  openTip: '从文件打开工作簿，加载项将重新启动',
  save: '保存',
  saveTip: '将工作簿保存为文件',
  coAuthor: '第二个窗口',
  coAuthorTitle: '共同创作者',
  coAuthorTip: '以共同创作者身份打开同一工作簿，其编辑在此显示为远程编辑。',
  language: 'English',
  languageTip: '以英文显示全部内容',
  close: '关闭',
  notFollowed: '替身不支持此命令。',
  commandFailed: '命令执行失败。',
  firstClosed: '第一个窗口已关闭，工作簿随之关闭。',
  functionsFailed: '无法读取加载项的函数。',
  notAWorkbook: '此文件不是替身保存的工作簿。',
}

export const textsOf = (locale: string): Texts => (locale === 'zh-CN' ? ZH : EN)
