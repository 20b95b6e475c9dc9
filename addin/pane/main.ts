import { languageOf, TEXTS } from './texts.js'

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag)
  made.textContent = text
  return made
}

function show(locale: string | undefined) {
  const texts = TEXTS[languageOf(locale)]
  document.documentElement.lang = texts.locale
  document.title = texts.product
  const paragraphs = texts.connect.flatMap(({ text, command }) => [element('p', text), ...(command ? [element('code', command)] : [])])
  document.getElementById('pane')?.replaceChildren(element('h1', texts.product), element('p', texts.purpose), ...paragraphs)
}

const { host } = await Office.onReady()
// Opened in a plain browser, office.js has no display language; the browser's stands in.
show(host ? Office.context.displayLanguage : navigator.language)
