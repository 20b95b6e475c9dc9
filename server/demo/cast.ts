import type { Company } from '../../shared/book/book.js'
import type { Currency } from '../../shared/money.js'
import type { Chance } from './chance.js'

/** Who buys what from whom in the demo company. All names are invented. */

export const DEMO_COMPANY: Company = { code: 'demo', name: '临棠机电有限公司（演示）', currency: 'CNY', timeZone: 'Asia/Shanghai' }

/** How a customer pays: days after the due date, from and to. */
export const HABITS = { prompt: [-6, 2], usual: [-2, 12], late: [8, 40], slow: [25, 95], bad: [90, 420] } as const
export type Habit = keyof typeof HABITS

export interface DemoCustomer {
  code: string
  name: string
  shortName: string
  currency: Currency
  terms: string
  habit: Habit
  salesperson: string
  department: string
  region: string
  channel: string
  /** How often it buys, against the others. */
  weight: number
}

export interface DemoProduct {
  code: string
  name: string
  category: string
  /** In yuan. */
  price: number
  /** Cost as a share of the price. */
  cost: number
}

const PLACES = ['云汀', '鹿溪', '松澜', '临棠', '白榆', '霁川', '望舒', '南桁', '星湾', '槐安', '青峪', '月浦']
const TRADES = ['精密机械', '自动化设备', '重工装备', '电气成套', '泵阀制造', '环保工程', '包装机械', '起重设备', '新能源科技', '食品机械']
const FOREIGN = [
  ['USD', 'Larkmoor Machinery Inc.', 'Larkmoor'],
  ['USD', 'Pinevale Controls LLC', 'Pinevale'],
  ['USD', 'Quillbrook Automation Corp.', 'Quillbrook'],
  ['EUR', 'Ostermühl Antriebstechnik GmbH', 'Ostermühl'],
  ['EUR', 'Valbrune Équipements SA', 'Valbrune'],
  ['JPY', '霧ヶ沢精機株式会社', '霧ヶ沢'],
] as const
const TERMS = [
  '月结30天',
  '月结60天',
  '月结次月15日',
  '25日截止次月15日付',
  '货到30天',
  '票到45天',
  '月结90天',
  '款到发货',
  '30%款到发货，60%货到30天，余款货到180天',
]
const REGIONS = ['华东', '华南', '华北', '华中', '西南']
const DEPARTMENTS = ['销售一部', '销售二部', '大客户部']
const CHANNELS = ['直销', '直销', '经销', '电商']

/** Salespeople by code; their names are personal data and kept apart from the facts. */
export const DEMO_PERSONS: readonly { code: string; name: string }[] = [
  { code: 'S01', name: '顾云帆' },
  { code: 'S02', name: '林知夏' },
  { code: 'S03', name: '沈亦舟' },
  { code: 'S04', name: '苏听澜' },
  { code: 'S05', name: '许南乔' },
  { code: 'S06', name: '陆闻笙' },
  { code: 'S07', name: '温如许' },
  { code: 'S08', name: '江予白' },
]

const PARTS: readonly [name: string, category: string, price: number, cost: number][] = [
  ['三相异步电机 4kW', '电机', 1680, 0.74],
  ['三相异步电机 11kW', '电机', 3950, 0.76],
  ['伺服电机 750W', '电机', 2380, 0.66],
  ['减速机 WP80', '传动', 860, 0.7],
  ['行星减速机 PLF90', '传动', 2150, 0.64],
  ['联轴器 LM6', '传动', 145, 0.55],
  ['深沟球轴承 6205', '轴承', 18.5, 0.6],
  ['圆锥滚子轴承 32210', '轴承', 96, 0.62],
  ['直线导轨 HG20', '传动', 420, 0.68],
  ['滚珠丝杠 2505', '传动', 690, 0.65],
  ['变频器 7.5kW', '电控', 2260, 0.71],
  ['可编程控制器 PC-32', '电控', 1890, 0.58],
  ['触摸屏 10寸', '电控', 1120, 0.63],
  ['低压断路器 63A', '电控', 88, 0.57],
  ['交流接触器 32A', '电控', 126, 0.59],
  ['离心泵 IS50', '泵阀', 2780, 0.73],
  ['磁力泵 CQ32', '泵阀', 1960, 0.69],
  ['电动球阀 DN50', '泵阀', 940, 0.61],
  ['液压站 HP15', '液压', 8600, 0.77],
  ['液压缸 HSG63', '液压', 1340, 0.72],
  ['安装调试服务', '服务', 1500, 0.35],
  ['年度维保', '服务', 6800, 0.4],
  ['促销样机', '电机', 990, 1.08],
  ['备件包 A', '备件', 560, 0.5],
]

export const DEMO_PRODUCTS: readonly DemoProduct[] = PARTS.map(([name, category, price, cost], i) => ({
  code: `P${String(i + 1).padStart(3, '0')}`,
  name,
  category,
  price,
  cost,
}))

/** Sixty customers, six of them abroad. */
export function demoCustomers(chance: Chance): DemoCustomer[] {
  const pairs = PLACES.flatMap((place, i) => TRADES.filter((_, j) => (i + j) % 2 === 0).map(trade => ({ place, trade })))
  return Array.from({ length: 60 }, (_, i) => {
    const abroad = i >= 54 ? FOREIGN[i - 54] : undefined
    const { place, trade } = pairs[i]
    const habits: readonly Habit[] = ['prompt', 'prompt', 'usual', 'usual', 'usual', 'late', 'late', 'slow']
    return {
      code: `C${String(i + 1).padStart(3, '0')}`,
      name: abroad ? abroad[1] : `${place}${trade}有限公司`,
      shortName: abroad ? abroad[2] : `${place}${trade.slice(0, 2)}`,
      currency: abroad ? abroad[0] : 'CNY',
      terms: abroad ? chance.one(['net 30', '2/10 net 30', '30 EOM']) : i < TERMS.length ? TERMS[i] : chance.one(TERMS),
      habit: i === 52 || i === 53 ? 'bad' : chance.one(habits),
      salesperson: abroad ? 'S08' : `S0${chance.whole(1, 7)}`,
      department: abroad ? '国际部' : chance.one(DEPARTMENTS),
      region: abroad ? '海外' : chance.one(REGIONS),
      channel: abroad ? '直销' : chance.one(CHANNELS),
      // A few large customers and many small ones.
      weight: 1 / (1 + (i % 30) * 0.35),
    }
  })
}
