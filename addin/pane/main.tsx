import { FluentProvider } from '@fluentui/react-components'
import { StrictMode, useEffect, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Desk } from '../desk/desk.js'
import { DeskContext } from './desk-context.js'
import { Frame } from './frame.js'
import { languageOf } from '../desk/language.js'
import { TEXTS, type Texts } from './texts/texts.js'
import { usePaneTheme } from './theme.js'

export { go } from './router.js'

/** Draws the pane of an open workbook into the page. */
export function showPane(desk: Desk): void {
  draw(
    <DeskContext value={desk}>
      <Frame />
    </DeskContext>,
    TEXTS[desk.language],
  )
}

/** What the page says when it is opened outside Excel. */
export function showOutside(locale: string | undefined): void {
  const texts = TEXTS[languageOf(locale)]
  draw(
    <div style={{ padding: 16 }}>
      <h1>{texts.product}</h1>
      <p>{texts.purpose}</p>
      <p>{texts.outside}</p>
    </div>,
    texts,
  )
}

function draw(content: ReactNode, texts: Texts): void {
  document.documentElement.lang = texts.locale
  document.title = texts.product
  const place = document.getElementById('pane')
  if (!place) throw new Error('the page has no place for the pane')
  createRoot(place).render(
    <StrictMode>
      <Themed>{content}</Themed>
    </StrictMode>,
  )
}

function Themed({ children }: { children: ReactNode }) {
  const { theme, dark } = usePaneTheme()
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light'
    document.body.style.backgroundColor = theme.colorNeutralBackground1
  }, [dark, theme.colorNeutralBackground1])
  return <FluentProvider theme={theme}>{children}</FluentProvider>
}
