import { z } from 'zod'
import type { Setting } from '../budgets-file.ts'
import { exactly, metricValueId, notTakenNote, resourceValueId, taken, type Rules, type Taken } from './taken.ts'

const Figures = z.record(z.string(), z.unknown())
const Sitespeed = z.looseObject({ budget: Figures })

const thirdParty: Readonly<Record<string, string>> = { transferSize: 'resources/third-party#bytes', requests: 'resources/third-party#count' }

/** "firstContentfulPaint" is "first-contentful-paint" in Lighthouse. */
const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** By group, the value of ours that a figure bounds; a score is a least one, everything else a most. */
const groups: Readonly<Record<string, { bound: 'max' | 'min'; idOf(name: string): string | null }>> = {
  requests: { bound: 'max', idOf: (name) => resourceValueId(name, 'count') },
  transferSize: { bound: 'max', idOf: (name) => resourceValueId(name, 'bytes') },
  thirdParty: { bound: 'max', idOf: (name) => thirdParty[name] ?? null },
  googleWebVitals: { bound: 'max', idOf: (name) => metricValueId(kebab(name)) },
  lighthouse: { bound: 'min', idOf: (name) => (name === 'performance' ? 'sobriety/lighthouse-performance' : null) },
}

function rulesOf(budget: unknown, notTaken: string[]): Rules {
  return Object.fromEntries(Object.entries(Figures.parse(budget)).flatMap(([group, figures]): [string, Setting][] => {
    const [known, read] = [groups[group], Figures.safeParse(figures)]
    if (known === undefined || !read.success) { notTaken.push(group); return [] }
    return Object.entries(read.data).flatMap(([name, limit]): [string, Setting][] => {
      const id = known.idOf(name)
      if (id !== null && typeof limit === 'number') return [[id, { level: 'error', [known.bound]: limit }]]
      notTaken.push(name)
      return []
    })
  }))
}

/**
 * A budget file of sitespeed.io; null when the value is none. Sizes are bytes in both. What stands under an address is what that page is
 * held to instead, figure by figure, as there. Names of pages (aliases), scores and timings of its own have no counterpart.
 */
export function budgetsOfSitespeed(value: unknown, name: string): Taken | null {
  const parsed = Sitespeed.safeParse(value)
  if (!parsed.success) return null
  const { budget, ...others } = parsed.data
  const notTaken = Object.keys(others)
  const ofAddress = (key: string) => /^https?:\/\//i.test(key) && Figures.safeParse(budget[key]).success
  const audits = rulesOf(Object.fromEntries(Object.entries(budget).filter(([key]) => !ofAddress(key))), notTaken)
  const overrides = Object.keys(budget).filter(ofAddress).map((address) => ({ pages: [exactly(address)], audits: rulesOf(budget[address], notTaken) }))
  return taken(audits, overrides, notTakenNote(name, 'limites', notTaken))
}
