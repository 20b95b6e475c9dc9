import { EventType } from './richapi/event-type.js'
import { kind } from './richapi/kind.js'
import type { Seat } from './seat.js'

/** The ribbon as the add-in may change it, and what it asked for. */
export interface RuntimeState {
  visible: boolean
  startup: 'Active' | 'Inactive'
  /** Controls that the add-in switched off or on, and tabs that it hid or showed. */
  enabled: Map<string, boolean>
  shownTabs: Map<string, boolean>
  shortcuts: Record<string, unknown>
  changed: () => void
}

export const runtimeState = (): RuntimeState => ({
  visible: false,
  startup: 'Inactive',
  enabled: new Map(),
  shownTabs: new Map(),
  shortcuts: {},
  changed: () => undefined,
})

/** Shows or hides the task pane; the add-in hears of it. */
export function setVisible(seat: Seat, state: RuntimeState, visible: boolean): void {
  if (state.visible === visible) return
  state.visible = visible
  state.changed()
  seat.events.send([65536, EventType.runtimeVisibility, '', JSON.stringify({ visibility: visible ? 'Visible' : 'Hidden' }), 0, false])
}

interface Update {
  tabs?: { id: string; visible?: boolean; controls?: Control[]; groups?: { controls?: Control[] }[] }[]
}

interface Control {
  id: string
  enabled?: boolean
}

/** Takes over what `Office.ribbon.requestUpdate` asks for. */
function update(state: RuntimeState, { tabs = [] }: Update): void {
  for (const tab of tabs) {
    if (tab.visible !== undefined) state.shownTabs.set(tab.id, tab.visible)
    for (const { id, enabled } of [...(tab.controls ?? []), ...(tab.groups ?? []).flatMap(group => group.controls ?? [])])
      if (enabled !== undefined) state.enabled.set(id, enabled)
  }
  state.changed()
}

/** The objects beside the workbook that office.js makes by name: pane, startup, ribbon, shortcuts. */
export function connectServices(seat: Seat, state: RuntimeState): void {
  const button = kind<string>('RibbonButton', {
    properties: {
      id: id => id,
      label: id => id,
      enabled: {
        get: id => state.enabled.get(id) ?? true,
        set: (id, enabled: boolean) => update(state, { tabs: [{ id: '', controls: [{ id, enabled }] }] }),
      },
    },
    methods: {
      setEnabled: (id: string, _seat: Seat, enabled: boolean) => update(state, { tabs: [{ id: '', controls: [{ id, enabled }] }] }),
    },
  })
  const tab = kind<string>('RibbonTab', {
    properties: { id: id => id },
    methods: { setVisibility: (id: string, _seat: Seat, visible: boolean) => update(state, { tabs: [{ id, visible }] }) },
  })
  const offered = {
    'Microsoft.InternalService.AddinInternalService': kind<Seat>('AddinInternalService', {
      methods: { notifyActionHandlerReady: () => undefined },
    }),
    'Microsoft.AppRuntime.AppRuntimeService': kind<Seat>('AppRuntimeService', {
      methods: {
        getAppRuntimeState: () => (state.visible ? 'Visible' : 'Background'),
        setAppRuntimeState: (_target: Seat, _seat: Seat, wanted: string) => setVisible(seat, state, wanted === 'Visible'),
      },
    }),
    'Microsoft.AppRuntime.AppRuntimePersistenceService': kind<Seat>('AppRuntimePersistenceService', {
      methods: {
        getAppRuntimeStartState: () => state.startup,
        setAppRuntimeStartState: (_target: Seat, _seat: Seat, wanted: RuntimeState['startup']) => void (state.startup = wanted),
      },
    }),
    'Microsoft.DynamicRibbon.DynamicRibbon': kind<Seat>('DynamicRibbon', {
      methods: {
        getTab: (_target: Seat, _seat: Seat, id: string) => tab.of(id),
        getButton: (_target: Seat, _seat: Seat, id: string) => button.of(id),
        executeRequestUpdate: (_target: Seat, _seat: Seat, json: string) => update(state, JSON.parse(json) as Update),
      },
    }),
    'Microsoft.Office.ActionService': kind<Seat>('ActionService', {
      methods: {
        getShortcuts: () => state.shortcuts,
        replaceShortcuts: (_target: Seat, _seat: Seat, shortcuts: Record<string, unknown>) => void (state.shortcuts = shortcuts),
        areShortcutsInUse: (_target: Seat, _seat: Seat, shortcuts: string[]) => shortcuts.map(() => false),
      },
    }),
  }
  for (const [name, service] of Object.entries(offered)) seat.services.set(name, service.of(seat))
}
