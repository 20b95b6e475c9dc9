import { sealedAnswer } from '../../shared/reports/seal.js'
import { valueOf, type Sheet } from '../../shared/reports/sheet.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { ownCells, type OwnCells } from '../workbook/own-cells.js'
import { ownSheets } from '../workbook/own-sheets.js'

/** Something that keeps cells from their values, or that a reader should know of. */
export interface Finding {
  kind: 'prefix' | 'name' | 'unknown' | 'arguments' | 'busy' | 'blocked' | 'ledger' | 'behind' | 'storage' | 'frozen' | 'sheet' | 'manual'
  tone: 'error' | 'warning' | 'information'
  title: string
  /** What it means and what to do. */
  text: string
  /** The cells or sheets that it is about; `address` is '' for a whole sheet. */
  cells: { sheet: string; address: string; text: string }[]
  /** What Repair does, on its button; missing where only a person can. */
  cure?: { label: string; run: () => Promise<void> }
}

/** How old what is known of the ledger may be, in milliseconds, before it is said. */
const STALE = 10 * 60_000

/** What keeps this workbook from the newest state of the ledger. */
export async function ledgerFindings({ replica, cells, language }: Desk): Promise<Finding[]> {
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  const { status } = replica
  const findings: Finding[] = []
  const refresh = { label: say('Refresh', '刷新'), run: async () => void (await replica.refresh().then(() => cells.refresh())) }
  if (status.phase === 'none')
    findings.push({
      kind: 'ledger',
      tone: 'error',
      title: say('This workbook has no ledger', '此工作簿尚未连接账簿'),
      text: status.problem?.message ?? say('Enter the address of the ledger under Settings.', '请在设置中填写账簿地址。'),
      cells: [],
      cure: refresh,
    })
  else if (status.newest > status.change || (status.live === 'offline' && Date.now() - status.fetchedAt > STALE) || status.problem)
    findings.push({
      kind: 'ledger',
      tone: 'warning',
      title: say(`The workbook knows change ${status.change} of the ledger`, `工作簿的数据停在变更 ${status.change}`),
      text:
        status.problem?.message ??
        (status.newest > status.change
          ? say(`The newest is change ${status.newest}.`, `账簿最新变更为 ${status.newest}。`)
          : say(
              `It was last compared with the ledger at ${timeText(status.fetchedAt)}.`,
              `最近一次与账簿核对：${timeText(status.fetchedAt)}。`,
            )),
      cells: [],
      cure: refresh,
    })
  if (cells.behind)
    findings.push({
      kind: 'behind',
      tone: 'warning',
      title: say('Cells wait for Refresh', '有单元格待刷新'),
      text: say(`${cells.behind} cells would show something else by now.`, `${cells.behind} 个单元格的数值已变化。`),
      cells: [],
      cure: { label: say('Refresh', '刷新'), run: () => cells.refresh() },
    })
  if (status.phase !== 'remote' && !(await canStore()))
    findings.push({
      kind: 'storage',
      tone: 'information',
      title: say('The ledger cannot be kept on this machine', '无法在本机保存账簿数据'),
      text: say(
        'The storage of the browser is off or full, so the ledger is fetched anew each time, and offline there is none after a restart.',
        '浏览器存储被禁用或已满，每次打开都要重新下载账簿，断网重启后将没有数据。',
      ),
      cells: [],
    })
  return findings
}

const timeText = (at: number): string => (at ? new Date(at).toISOString().slice(0, 16).replace('T', ' ') + ' UTC' : '–')

/** Whether the page may open a database. */
async function canStore(): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return false
  return new Promise(resolve => {
    try {
      const opening = indexedDB.open('duebook-health')
      opening.onerror = () => resolve(false)
      opening.onblocked = () => resolve(false)
      opening.onsuccess = () => {
        opening.result.close()
        indexedDB.deleteDatabase('duebook-health')
        resolve(true)
      }
    } catch {
      resolve(false)
    }
  })
}

/** The sheets that we drew whose proof is broken: a figure that must be zero is not. */
export async function sheetFindings(desk: Desk): Promise<Finding[]> {
  const { book } = desk.replica
  if (!book) return []
  const say = (en: string, zh: string) => inLanguage({ en, zh }, desk.language)
  const broken: Finding['cells'] = []
  for (const own of await ownSheets()) {
    if (own.report.knownAt > book.change) continue
    const drawn = sealedAnswer(book, own.report.report, own.report.question).workbook().sheets[own.index]
    broken.push(...brokenProofs(drawn, await ownCells(own)).map(each => ({ sheet: own.name, ...each })))
  }
  if (!broken.length) return []
  return [
    {
      kind: 'sheet',
      tone: 'error',
      title: say('A proof is not zero', '核对差额不为零'),
      text: say('Somebody changed figures on the sheet. Verify sheet says which.', '表中数字已被改动，可用“验签”查看改动之处。'),
      cells: broken,
    },
  ]
}

/** The cells that a drawn sheet marks when they are not zero, where they are not zero now. Rows are known by their label, columns by their heading. */
function brokenProofs(drawn: Sheet, { values, address }: OwnCells): { address: string; text: string }[] {
  const headings = drawn.columns.map(({ heading }) => heading)
  const headingRow = values.findIndex(row => headings.filter(heading => row.includes(heading)).length * 2 > headings.length)
  const checked = drawn.highlights.flatMap(rule =>
    'when' in rule && rule.when === '<>' && rule.than === 0 && rule.tone === 'bad' ? rule.areas : [],
  )
  return checked.flatMap(({ top, left, bottom, right }) => {
    const found: { address: string; text: string }[] = []
    for (let row = top; row <= bottom; row++) {
      const label = drawn.rows[row].cells.map(valueOf).find(value => typeof value === 'string' && value !== '')
      const at = values.findIndex(line => label !== undefined && line.includes(label))
      for (let place = left; place <= right && at >= 0; place++) {
        const column = values[headingRow]?.indexOf(headings[place]) ?? -1
        const value = values[at][column]
        if (typeof value === 'number' && Math.abs(value) >= HALF_A_FEN) found.push({ address: address(at, column), text: String(value) })
      }
    }
    return found
  })
}

/** Sums of decimals in binary end in dust. */
const HALF_A_FEN = 0.005
