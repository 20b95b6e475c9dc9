import type { Control, Group, Manifest } from '../commands/manifest.js'
import type { Host } from '../host.js'
import { make } from './frame.js'
import { local } from './pane.js'

/** Draws the add-in's tabs, and keeps enabled controls and shown tabs as the add-in says. */
export class Ribbon {
  private chosen = 0
  private readonly buttons = new Map<string, HTMLButtonElement>()

  constructor(
    private readonly place: HTMLElement,
    private readonly manifest: Manifest,
    private readonly host: Host,
    private readonly failed: (error: unknown) => void,
  ) {
    this.draw()
  }

  /** Shows what `Office.ribbon.requestUpdate` changed. */
  refresh(): void {
    for (const [id, button] of this.buttons) button.disabled = !this.host.isEnabled(id)
    const drawn = this.place.querySelectorAll('[role=tab]').length
    if (drawn !== this.tabs().length) this.draw()
  }

  private tabs() {
    return this.manifest.tabs.filter(tab => this.host.state.shownTabs.get(tab.id) !== false)
  }

  private draw(): void {
    this.buttons.clear()
    const tabs = this.tabs()
    this.chosen = Math.min(this.chosen, Math.max(0, tabs.length - 1))
    const bar = make('div', 'tabs', { role: 'tablist' })
    tabs.forEach((tab, index) => {
      const chosen = index === this.chosen
      const button = make('button', 'tab', { role: 'tab', 'aria-selected': String(chosen) }, tab.label || this.manifest.name)
      button.onclick = () => {
        this.chosen = index
        this.draw()
      }
      bar.append(button)
    })
    const groups = make('div', 'groups', { role: 'tabpanel' }, ...(tabs.at(this.chosen)?.groups ?? []).map(group => this.group(group)))
    this.place.replaceChildren(bar, groups)
  }

  private group(group: Group): HTMLElement {
    const controls = make('div', 'controls', {}, ...group.controls.map(control => this.control(control, 32)))
    return make('section', 'group', { 'aria-label': group.label }, controls, make('div', 'group-label', {}, group.label))
  }

  private control(control: Control, size: 16 | 32): HTMLElement {
    const button = make('button', `control size-${size}`, { 'data-control': control.id, title: tipOf(control) })
    button.append(icon(control, size), make('span', 'label', {}, control.type === 'Menu' ? `${control.label}\u00a0▾` : control.label))
    button.disabled = !this.host.isEnabled(control.id)
    this.buttons.set(control.id, button)
    if (control.type === 'Menu') return this.menu(control, button)
    button.onclick = () => this.press(control, button)
    return button
  }

  private menu(control: Control, button: HTMLButtonElement): HTMLElement {
    const id = `menu-${control.id}`
    const list = make('div', 'menu', { popover: 'auto', id }, ...control.items.map(item => this.control(item, 16)))
    list.addEventListener('click', () => list.hidePopover())
    button.setAttribute('popovertarget', id)
    list.addEventListener('toggle', () => {
      const { left, bottom } = button.getBoundingClientRect()
      Object.assign(list.style, { left: `${left}px`, top: `${bottom + 2}px` })
    })
    return make('div', 'menu-holder', {}, button, list)
  }

  private press(control: Control, button: HTMLButtonElement): void {
    button.classList.add('busy')
    this.host
      .press(control.id)
      .catch(this.failed)
      .finally(() => button.classList.remove('busy'))
  }
}

const tipOf = ({ tip, label }: Control): string => (tip.description ? `${tip.title || label}\n${tip.description}` : label)

/** The icon of the nearest size that is not smaller. */
function icon({ icons }: Control, size: number): HTMLElement {
  const sizes = Object.keys(icons)
    .map(Number)
    .sort((a, b) => a - b)
  const best = sizes.find(each => each >= size) ?? sizes.at(-1)
  const image = make('img', 'icon', { alt: '', width: String(size), height: String(size) })
  if (best === undefined) image.style.visibility = 'hidden'
  else image.src = local(icons[best])
  image.onerror = () => image.classList.add('missing')
  return image
}
