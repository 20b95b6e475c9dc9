import { expect } from 'chai'
import { PaneStage } from './stage.js'

describe('the page of a document', function () {
  this.timeout(60_000)
  let stage: PaneStage
  before(async () => {
    stage = await PaneStage.start()
  })
  after(() => stage.stop())

  it('is opened from a customer’s open items, and moves the document to another customer once its steps are seen', async () => {
    const { page, errors } = await stage.open({}, { route: '/customer/C001' })
    await page.getByRole('link', { name: /^INV-101/ }).click()
    await page.getByRole('heading', { name: /INV-101/ }).waitFor()
    await page.getByRole('combobox').fill('C002')
    await page.keyboard.press('Enter')
    await page.getByText('Moving INV-101 to C002:').waitFor()
    expect(await page.getByText(/reverses INV-101/).count()).to.equal(1)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('combobox').fill('C002')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    await page.waitForFunction(() => location.hash === '#/customer/C002')
    await page.getByRole('link', { name: /^INV-101/ }).waitFor()
    await page.getByText('INV-101 now belongs to C002.').waitFor()
    expect(errors).to.deep.equal([])
  })

  it('says in Chinese when a document is gone', async () => {
    const { page, errors } = await stage.open({ language: 'zh' }, { route: '/document/99999' })
    await page.getByText('账簿中已没有单据 99999。').waitFor()
    expect(errors).to.deep.equal([])
  })
})
