import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import {
  AlertRegular,
  ArrowImportRegular,
  ArrowSyncRegular,
  ArrowTrendingLinesRegular,
  BranchCompareRegular,
  BuildingBankRegular,
  CalendarRegular,
  DocumentTableRegular,
  HomeRegular,
  InfoRegular,
  MathFormulaRegular,
  PersonRegular,
  ReceiptRegular,
  SettingsRegular,
  ShieldCheckmarkRegular,
  StethoscopeRegular,
  TableAddRegular,
  TableCellEditRegular,
  TableSimpleRegular,
  type FluentIcon,
} from '@fluentui/react-icons'
import type { Words } from '../../shared/vocabulary.js'
import type { PageProps } from './page-props.js'

/** A page of the pane. */
export interface PageEntry {
  label: Words
  icon: FluentIcon
  /** Where it is found: in the row of tabs, in the list of more, or only by links. */
  found: 'tab' | 'more' | 'link'
  /** A page that needs no ledger is shown in every state of the connection. */
  needsLedger: boolean
  page: LazyExoticComponent<ComponentType<PageProps>>
}

const words = (en: string, zh: string): Words => ({ en, zh })

/** Every page by the first part of its route, in the order of the tabs. Its code comes when it is first opened. */
export const PAGES: Readonly<Record<string, PageEntry>> = {
  today: {
    label: words('Today', '今日'),
    icon: HomeRegular,
    found: 'tab',
    needsLedger: true,
    page: lazy(() => import('./pages/today.js')),
  },
  customer: {
    label: words('Customer', '客户'),
    icon: PersonRegular,
    found: 'tab',
    needsLedger: true,
    page: lazy(() => import('./pages/customer.js')),
  },
  functions: {
    label: words('Functions', '函数'),
    icon: MathFormulaRegular,
    found: 'tab',
    needsLedger: false,
    page: lazy(() => import('./pages/functions.js')),
  },
  reports: {
    label: words('Reports', '报表'),
    icon: DocumentTableRegular,
    found: 'tab',
    needsLedger: true,
    page: lazy(() => import('./pages/reports.js')),
  },
  sync: {
    label: words('Sync', '同步'),
    icon: ArrowSyncRegular,
    found: 'tab',
    needsLedger: true,
    page: lazy(() => import('./pages/sync.js')),
  },
  document: {
    label: words('Document', '单据'),
    icon: ReceiptRegular,
    found: 'link',
    needsLedger: true,
    page: lazy(() => import('./pages/document.js')),
  },
  figure: {
    label: words('Figure', '数字'),
    icon: TableSimpleRegular,
    found: 'link',
    needsLedger: true,
    page: lazy(() => import('./pages/figure.js')),
  },
  explain: {
    label: words('Explain', '解释'),
    icon: InfoRegular,
    found: 'link',
    needsLedger: true,
    page: lazy(() => import('./pages/explain.js')),
  },
  why: {
    label: words('Why did it change', '为什么变了'),
    icon: ArrowTrendingLinesRegular,
    found: 'link',
    needsLedger: true,
    page: lazy(() => import('./pages/why.js')),
  },
  allocate: {
    label: words('Allocate', '核销'),
    icon: ReceiptRegular,
    found: 'more',
    needsLedger: true,
    page: lazy(() => import('./pages/allocate.js')),
  },
  bank: {
    label: words('Bank receipts', '银行收款'),
    icon: BuildingBankRegular,
    found: 'more',
    needsLedger: true,
    page: lazy(() => import('./pages/bank.js')),
  },
  tables: {
    label: words('New or bind table', '新建/绑定表'),
    icon: TableAddRegular,
    found: 'more',
    needsLedger: true,
    page: lazy(() => import('./pages/tables.js')),
  },
  import: {
    label: words('Import', '导入'),
    icon: ArrowImportRegular,
    found: 'more',
    needsLedger: false,
    page: lazy(() => import('./pages/import.js')),
  },
  compare: {
    label: words('Compare', '比对'),
    icon: BranchCompareRegular,
    found: 'more',
    needsLedger: true,
    page: lazy(() => import('./pages/compare.js')),
  },
  adopt: {
    label: words('Adopt a table', '接管台账'),
    icon: TableCellEditRegular,
    found: 'more',
    needsLedger: true,
    page: lazy(() => import('./pages/adopt.js')),
  },
  'cut-over': {
    label: words('Begin the ledger', '启用账簿'),
    icon: TableCellEditRegular,
    found: 'link',
    needsLedger: true,
    page: lazy(() => import('./pages/cut-over.js')),
  },
  replace: {
    label: words('Replace hand-made results', '替换手工结果'),
    icon: MathFormulaRegular,
    found: 'link',
    needsLedger: true,
    page: lazy(() => import('./pages/replace.js')),
  },
  'as-of': {
    label: words('As-of date', '截止日期'),
    icon: CalendarRegular,
    found: 'more',
    needsLedger: false,
    page: lazy(() => import('./pages/as-of.js')),
  },
  notices: {
    label: words('Notices', '通知'),
    icon: AlertRegular,
    found: 'more',
    needsLedger: false,
    page: lazy(() => import('./pages/notices.js')),
  },
  verify: {
    label: words('Verify sheet', '验签'),
    icon: ShieldCheckmarkRegular,
    found: 'more',
    needsLedger: true,
    page: lazy(() => import('./pages/verify.js')),
  },
  health: {
    label: words('Health check', '健康检查'),
    icon: StethoscopeRegular,
    found: 'more',
    needsLedger: false,
    page: lazy(() => import('./pages/health.js')),
  },
  status: {
    label: words('Status and settings', '状态与设置'),
    icon: SettingsRegular,
    found: 'more',
    needsLedger: false,
    page: lazy(() => import('./pages/status.js')),
  },
}
