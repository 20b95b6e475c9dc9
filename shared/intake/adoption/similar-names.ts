import { plainName } from './customers.js'

/** Two names that may be one customer. */
export interface SimilarNames {
  first: string
  second: string
}

const LEGAL =
  /(股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|总公司|分公司|公司|集团|厂|co\.?,?ltd\.?|company|limited|ltd|inc|corp(oration)?|llc|gmbh)$/i
const MOST = 50

/** A name without its legal form and what stands in brackets. */
export function coreOfName(name: string): string {
  let core = plainName(name).replace(/[（(].*?[)）]/g, '')
  for (let before = ''; before !== core;) {
    before = core
    core = core.replace(LEGAL, '')
  }
  return core || plainName(name)
}

/**
 * Pairs of names so alike that somebody should say whether they are one customer: the same but for legal form and brackets, one part of
 * the other, or one letter apart. Digits and numerals tell customers apart: 客户1 and 客户2 are not alike. `news` are looked for among all.
 */
export function similarNames(news: readonly string[], all: readonly string[]): SimilarNames[] {
  const fresh = new Set(news)
  const pairs = new Map<string, SimilarNames>()
  const byKey = new Map<string, string[]>()
  const cores = new Map<string, string[]>()
  for (const name of new Set([...all, ...news])) {
    const core = coreOfName(name)
    cores.set(core, [...(cores.get(core) ?? []), name])
  }
  const note = (one: string, other: string) => {
    if (one === other || plainName(one) === plainName(other) || !(fresh.has(one) || fresh.has(other)) || pairs.size >= MOST) return
    // The one that was there before, or the longer, is the one the other is likened to.
    const keepsFirst = fresh.has(one) === fresh.has(other) ? one.length >= other.length : !fresh.has(one)
    const [first, second] = keepsFirst ? [one, other] : [other, one]
    pairs.set(`${first}\u0000${second}`, { first, second })
  }
  for (const [core, bearers] of cores) {
    for (const one of bearers) for (const other of bearers) note(one, other)
    for (let from = 0; from < core.length; from++) {
      for (let to = from + 4; to <= core.length; to++) {
        if (to - from === core.length) continue
        const part = core.slice(from, to)
        const rest = core.slice(0, from) + core.slice(to)
        if (!/^[\da-z一二三四五六七八九十]+$/i.test(rest)) for (const other of cores.get(part) ?? []) note(bearers[0], other)
      }
    }
    if (core.length < 5) continue
    for (let at = 0; at < core.length; at++) {
      if (/[\da-z一二三四五六七八九十东西南北]/i.test(core[at])) continue
      const key = `${at}:${core.slice(0, at)}${core.slice(at + 1)}`
      const others = byKey.get(key)
      if (!others) byKey.set(key, [bearers[0]])
      else {
        for (const other of others) note(bearers[0], other)
        others.push(bearers[0])
      }
    }
  }
  return [...pairs.values()]
}
