type Attributes = Record<string, string>

/** Makes an element with classes, attributes and children. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  classes: string,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  element.className = classes
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** The parts of the page. */
export interface Frame {
  title: HTMLElement
  tools: HTMLElement
  ribbon: HTMLElement
  grid: HTMLElement
  pane: HTMLElement
  /** Tells the person something for a few seconds. */
  notice: (message: string) => void
}

/** Lays the page out: title with tools, ribbon, grid beside the pane, and the line that says what this is. */
export function layOut(standIn: string): Frame {
  const frame = {
    title: make('h1', 'title'),
    tools: make('div', 'tools'),
    ribbon: make('div', 'ribbon'),
    grid: make('div', 'sheet', { id: 'grid' }),
    pane: make('aside', 'pane', { hidden: '' }),
  }
  const line = make('p', 'stand-in', { role: 'note' }, standIn)
  const notices = make('div', 'notices', { role: 'status', 'aria-live': 'polite' })
  document.body.replaceChildren(
    make('header', 'top', {}, frame.title, line, frame.tools),
    frame.ribbon,
    make('div', 'work', {}, make('main', 'grid', {}, frame.grid), frame.pane),
    notices,
  )
  return {
    ...frame,
    notice: message => {
      const note = make('p', 'notice', {}, message)
      notices.append(note)
      setTimeout(() => note.remove(), 6000)
    },
  }
}
