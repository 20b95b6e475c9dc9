import type { Page } from 'playwright-core'

export type Value = string | number | boolean

/** The texts of the rows of a list, each with its spaces as one. */
export const rowsOf = async (page: Page, label: string): Promise<string[]> => {
  const texts = await page.locator(`ul[aria-label="${label}"] > li`).allInnerTexts()
  return texts.map(text => text.replace(/\s+/g, ' ').trim())
}
/** A button by its name. */
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
/** Selects a range of the workbook behind the pane. */
export const select = (page: Page, values: Value[][], sheet = '台账') =>
  page.evaluate(
    ([name, cells]) => {
      window.stage.workbook.range = { sheet: name, values: cells }
      window.stage.select({ sheet: name })
    },
    [sheet, values] as const,
  )

/** A table kept by hand: a long name, a wrong date, a row without customer, a blank one and a total. */
export const TABLE: Value[][] = [
  ['发票号', '客户名称', '开票日期', '到期日', '价税合计', '已收'],
  ['X-1', '华东机电设备有限公司长三角第一分公司', '2026.1.5', '2026.2.4', 1000, 400],
  ['X-2', '西部钢构', '2026-02-30', '', 2500, ''],
  ['X-3', '', '2026-03-01', '', 123456789012.34, ''],
  ['', '', '', '', '', ''],
  ['X-4', '西部钢构', '2026-03-02', '', 80, ''],
  ['合计', '', '', '', 3580, 400],
]
/** Selects a table on the page that is open and looks at it. */
export const looked = async (page: Page, values = TABLE) => {
  await select(page, values)
  await page.locator('form button[type=submit]:not([aria-disabled=true])').click()
  await page.locator('h3').first().waitFor()
}
