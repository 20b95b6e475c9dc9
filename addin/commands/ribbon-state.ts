import type { Desk } from '../desk/desk.js'

/** Greys the entry of each menu of the ribbon whose state is in force, which is how a ribbon can show it; follows the settings. */
export function followRibbon({ settings }: Desk): () => void {
  const show = () => {
    const { live, asOf } = settings.current
    const inForce: Record<string, boolean> = {
      Live: live,
      Manual: !live,
      AsOfToday: asOf.kind === 'today',
      AsOfLastMonthEnd: asOf.kind === 'lastMonthEnd',
    }
    const controls = Object.entries(inForce).map(([id, is]) => ({ id: `Duebook.${id}`, enabled: !is }))
    // A host without dynamic ribbons (RibbonApi 1.1) leaves every entry enabled.
    Office.ribbon
      ?.requestUpdate({ tabs: [{ id: 'Duebook.Tab', groups: [{ id: 'Duebook.Group.Ledger', controls }] }] })
      .catch((error: unknown) => console.error(error))
  }
  show()
  return settings.subscribe(show)
}
