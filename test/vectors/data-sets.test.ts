import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect } from 'chai'
import { day, type Period } from '../../shared/dates.js'
import { marginOf, margins, marginTotals, type Margin } from '../../shared/domain/margin.js'
import { exact, money } from '../../shared/money.js'
import type { TableRow } from '../../shared/tables/post.js'
import { bookOf, checksOf, shown, type Check } from './vectors.js'

type Cells = Record<string, string>

const table = (path: string): Cells[] =>
  parse(readFileSync(new URL(`../fixtures/data/${path}`, import.meta.url)), { columns: true, bom: true })

const groupedBy = (rows: Cells[], key: string): Map<string, Cells[]> => {
  const groups = new Map<string, Cells[]>()
  for (const row of rows) groups.set(row[key], [...(groups.get(row[key]) ?? []), row])
  return groups
}

const customersOf = (rows: Cells[]): TableRow[] =>
  [...new Set(rows.map(row => row.CustomerID ?? row.CustomerId))].map(code => ({ table: 'customers', row: { code } }))

const times = (a: string, b: string): string => exact(a).times(exact(b)).toFixed()

const EVER: Period = { from: day('1990-01-01'), to: day('2100-01-01') }

/** Orders as invoices: the header's total as amount, LineTotal as net, quantity times standard cost as cost, each rounded on import. */
function adventureWorks(): { rows: TableRow[]; headers: Cells[]; lines: Cells[] } {
  const headers = table('adventureworks-lt/SalesOrderHeader.csv')
  const lines = table('adventureworks-lt/SalesOrderDetail.csv')
  const products = table('adventureworks-lt/Product.csv')
  const costs = new Map(products.map(({ ProductID, StandardCost }) => [ProductID, StandardCost]))
  const linesOfOrder = groupedBy(lines, 'SalesOrderID')
  const rows = [
    ...customersOf(headers),
    ...products.map(({ ProductID, Name }) => ({ table: 'products', row: { code: ProductID, name: Name } })),
    ...headers.map(header => ({
      table: 'invoices',
      row: {
        number: header.SalesOrderNumber,
        customer: header.CustomerID,
        docDate: header.OrderDate.slice(0, 10),
        dueDate: header.DueDate.slice(0, 10),
        amount: header.TotalDue,
        lines: linesOfOrder.get(header.SalesOrderID)!.map(line => ({
          product: line.ProductID,
          quantity: line.OrderQty,
          net: line.LineTotal,
          cost: times(line.OrderQty, costs.get(line.ProductID)!),
        })),
      },
    })),
  ]
  return { rows, headers, lines }
}

function chinook(): TableRow[] {
  const invoices = table('chinook/Invoice.csv')
  const lines = groupedBy(table('chinook/InvoiceLine.csv'), 'InvoiceId')
  return [
    ...customersOf(invoices),
    ...invoices.map(invoice => ({
      table: 'invoices',
      row: {
        number: invoice.InvoiceId,
        customer: invoice.CustomerId,
        docDate: invoice.InvoiceDate.slice(0, 10),
        amount: invoice.Total,
        lines: lines.get(invoice.InvoiceId)!.map(line => ({ quantity: line.Quantity, net: times(line.UnitPrice, line.Quantity) })),
      },
    })),
  ]
}

type Figures = Record<'revenue' | 'cost' | 'margin', string> & { margin_pct: string | null }

interface MarginOfSet extends Check {
  set: string
  round?: 'item'
  expect: { totals: Figures; customers: Record<string, Figures> }
}

const figures = ({ sales, cost, margin, percent }: Margin) => ({
  revenue: shown(sales),
  cost: shown(cost),
  margin: shown(margin),
  margin_pct: percent,
})

const expected = ({ revenue, cost, margin, margin_pct }: Figures) => ({
  revenue: shown(money(revenue)),
  cost: shown(money(cost)),
  margin: shown(money(margin)),
  margin_pct: margin_pct === null ? null : Number(margin_pct),
})

describe('AdventureWorks LT', () => {
  const { rows, headers, lines } = adventureWorks()
  const { book, posting } = bookOf(rows, 'USD')
  const byCustomer = margins(book, { period: EVER })
  const checks = checksOf<MarginOfSet>('ds_margin').filter(({ check }) => check.set === 'adventureworks-lt')

  it('has both vectors of margin', () => expect(checks.map(({ check }) => check.round)).to.have.members([undefined, 'item']))

  for (const { name, check } of checks) {
    if (check.round === 'item') {
      it(`${name}, rounded line by line: to the cent`, () => {
        expect(figures(marginTotals(byCustomer))).to.deep.equal(expected(check.expect.totals))
        const found = byCustomer.groups.map((customer, i) => [customer, figures(marginOf(byCustomer, i))])
        expect(Object.fromEntries(found)).to.deep.equal(
          Object.fromEntries(Object.entries(check.expect.customers).map(([customer, row]) => [customer, expected(row)])),
        )
      })
    } else {
      it(`${name}, unrounded: within half a cent a line`, () => {
        const within = ({ sales, cost }: Margin, { revenue, cost: exactCost }: Figures, count: number) => {
          expect(exact(shown(sales)).minus(exact(revenue)).abs().toNumber()).to.be.at.most(0.005 * count)
          expect(exact(shown(cost)).minus(exact(exactCost)).abs().toNumber()).to.be.at.most(0.005 * count)
        }
        within(marginTotals(byCustomer), check.expect.totals, lines.length)
        byCustomer.groups.forEach((customer, i) => {
          const orders = headers.filter(header => header.CustomerID === customer).map(header => header.SalesOrderID)
          const count = lines.filter(line => orders.includes(line.SalesOrderID)).length
          within(marginOf(byCustomer, i), check.expect.customers[customer], count)
        })
      })
    }
  }

  it('R11.3: the same total by customer, product and month', () => {
    for (const by of ['product', 'month', 'salesperson']) {
      expect(marginTotals(margins(book, { period: EVER, by })), by).to.deep.equal(marginTotals(byCustomer))
    }
  })

  for (const { name, check } of checksOf<Check & { set: string; expect: Cells }>('ds_counts').filter(
    ({ check }) => check.set === 'adventureworks-lt',
  )) {
    it(`${name}: every header differs from its lines, and it is said`, () => {
      const sum = (rows: Cells[], column: string) => rows.reduce((total, row) => total.plus(exact(row[column])), exact('0')).toFixed()
      const apart = (a: string, b: string) => exact(a).minus(exact(b)).abs().toNumber()
      const linesOfOrder = groupedBy(lines, 'SalesOrderID')
      const differs = headers.filter(header => apart(header.SubTotal, sum(linesOfOrder.get(header.SalesOrderID)!, 'LineTotal')) > 0.01)
      expect({
        orders: book.documents.count,
        total_due_unequal_to_its_parts: headers.filter(
          ({ SubTotal, TaxAmt, Freight, TotalDue }) => !exact(SubTotal).plus(exact(TaxAmt)).plus(exact(Freight)).equals(exact(TotalDue)),
        ).length,
        tax_unequal_to_8_percent_within_1_cent: headers.filter(({ SubTotal, TaxAmt }) => apart(times(SubTotal, '0.08'), TaxAmt) > 0.01)
          .length,
        subtotal_unequal_to_lines_by_more_than_1_cent: differs.length,
        sum_total_due: sum(headers, 'TotalDue'),
        sum_lines: sum(lines, 'LineTotal'),
        sum_subtotal: sum(headers, 'SubTotal'),
      }).to.deep.equal(check.expect)
      expect(posting.remarks.filter(remark => remark.code === 'LINES_DIFFER')).to.have.length(differs.length)
    })
  }
})

describe('Chinook', () => {
  const { book, posting } = bookOf(chinook(), 'USD')
  type Counts = { invoices: number; total: string; headers_unequal_to_lines: number; by_year: Cells; customers: Cells }
  const checks = checksOf<Check & { set: string; expect: Counts }>('ds_counts').filter(({ check }) => check.set === 'chinook')

  it('has its vector', () => expect(checks).to.have.length(1))

  for (const { name, check } of checks) {
    it(`${name}: invoices by customer and year`, () => {
      const byCustomer = margins(book, { period: EVER })
      const year = (text: string) =>
        shown(marginTotals(margins(book, { period: { from: day(`${text}-01-01`), to: day(`${text}-12-31`) } })).sales)
      expect({
        invoices: book.documents.count,
        total: shown(marginTotals(byCustomer).sales),
        headers_unequal_to_lines: posting.remarks.filter(remark => remark.code === 'LINES_DIFFER').length,
        by_year: Object.fromEntries(Object.keys(check.expect.by_year).map(text => [text, year(text)])),
        customers: Object.fromEntries(byCustomer.groups.map((customer, i) => [customer, shown(byCustomer.sales[i])])),
      }).to.deep.equal(check.expect)
    })
  }
})
