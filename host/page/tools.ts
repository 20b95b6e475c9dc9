import { saved } from '../model/document.js'
import type { Workbook } from '../model/workbook.js'
import { openFile, saveFile } from './files.js'
import type { Frame } from './frame.js'
import { make } from './frame.js'
import { keep } from './keep.js'
import type { Texts } from './texts.js'

/** The language of the page: asked for in the address, else the browser's. */
export function localeOf({ search }: Location): string {
  const wanted = new URLSearchParams(search).get('locale') ?? navigator.language
  return wanted.startsWith('zh') ? 'zh-CN' : 'en-US'
}

/** The workbook's name, and the buttons beside it. A co-author looks at the first window's workbook and opens no other. */
export function drawTools(frame: Frame, words: Texts, workbook: Workbook, locale: string, coAuthor: boolean): void {
  const { title, tools } = frame
  title.textContent = coAuthor ? `${workbook.name} · ${words.coAuthorTitle}` : workbook.name
  document.title = workbook.name
  const other = locale === 'zh-CN' ? 'en-US' : 'zh-CN'
  const anew = async (next: Workbook, search = location.search) => {
    await keep(saved(next))
    if (search === location.search) location.reload()
    else location.search = search
  }
  const save = button('save', words.save, words.saveTip, () => void saveFile(workbook))
  if (coAuthor) return tools.append(save)
  const open = () => openFile().then(anew, (error: unknown) => frame.notice(`${words.notAWorkbook} ${String(error)}`))
  tools.append(
    button('open', words.open, words.openTip, () => void open()),
    save,
    button('second-window', words.coAuthor, words.coAuthorTip, () => void window.open(location.href)),
    button('language', words.language, words.languageTip, () => void anew(workbook, `?locale=${other}`)),
  )
}

function button(name: string, label: string, tip: string, pressed: () => void): HTMLButtonElement {
  const made = make('button', 'tool', { 'data-tool': name, title: tip }, label)
  made.onclick = pressed
  return made
}
