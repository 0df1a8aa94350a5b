import { z } from 'zod'
import { Level, ValueId } from './check-report.ts'
import { patternMistake } from './page-pattern.ts'

/** YAML takes 2026.10 for the number 2026.1. */
const rulesetMessage = 'une version entre guillemets est attendue, par exemple \'2026.1\''
const levelMessage = 'un niveau est attendu : off, warn ou error'

/** `10%` of the reference, or a number in the unit of the value. */
const Increase = z.union([z.number().nonnegative(), z.string().regex(/^\d+(\.\d+)?\s?%$/)], { error: 'une hausse est attendue : un nombre, ou un pourcentage comme 10%' })

/** What a value or an audit is held to. Figures are in the unit of the audit: bytes, grams, counts, points of a score. */
export const Bounds = z.strictObject({
  level: Level.default('error'),
  max: z.number().optional(),
  min: z.number().optional(),
  /** How far the figure may worsen from the reference. */
  increase: Increase.optional(),
  /** True: the figure may not worsen at all from the reference. A change within the page's own spread is none. */
  drift: z.literal(true).optional(),
  /** `none`: no gap may be found. `new`: only those that the reference does not have. `any`: they are not looked at. Default: `none` without any bound, `any` with one. */
  gaps: z.enum(['none', 'new', 'any']).optional(),
})
export type Bounds = z.infer<typeof Bounds>

/** A level alone keeps the bounds that were given before it. */
export const Setting = z.union([Level, Bounds], { error: `${levelMessage}, ou des bornes (max, min, increase, drift, gaps)` })
export type Setting = z.infer<typeof Setting>

/** An audit, a value, every audit of a pillar (`freedom/*`) or all of them (`*`). */
const RuleName = z.union([ValueId, z.string().regex(/^(\*|(sobriety|solidarity|freedom)\/\*)$/)], { error: 'un audit est attendu (sobriety/page-weight), une valeur (resources/script#bytes), un pilier (freedom/*) ou *' })
const Rules = z.record(RuleName, Setting)

const Pattern = z.string().min(1).max(500).refine((pattern) => patternMistake(pattern) === null, 'cette adresse n’est pas lisible comme un motif')

/** Something that is known, wanted by somebody, and will not stay. */
export const Waiver = z.strictObject({
  /** What it is about: an audit, or one finding by its fingerprint. */
  audit: z.string().regex(/^(sobriety|solidarity|freedom)\/[a-z0-9-]+$/).optional(),
  finding: z.string().regex(/^f[0-9a-f]{12}$/, 'l’empreinte d’un constat est attendue, par exemple f0123456789ab').optional(),
  pages: z.array(Pattern).min(1).optional(),
  reason: z.string().min(10, 'une raison en une phrase est attendue').max(300),
  /** A team or a function: whom to ask. */
  owner: z.string().min(2).max(120),
  /** Last day on which it holds. */
  until: z.iso.date(),
}).refine(({ audit, finding }) => (audit === undefined) !== (finding === undefined), 'une dérogation porte sur un audit (audit:) ou sur un constat (finding:), l’un des deux')
export type Waiver = z.infer<typeof Waiver>

/** trefle.budgets.yml: what the pages of a site are held to. */
export const BudgetsFile = z.strictObject({
  /** Version of the rules that these budgets were written for: what is newer warns and never refuses. Default: the latest. */
  ruleset: z.string({ error: rulesetMessage }).regex(/^\d{4}\.\d+$/, rulesetMessage).optional(),
  /** Files or https addresses that these budgets start from, relative to this one; the last one wins. `#sha256-…` after an address is the print that it must have. */
  extends: z.union([z.string(), z.array(z.string())]).optional(),
  audits: Rules.default({}),
  /** What some pages are held to instead. The last that fits wins, rule by rule. */
  overrides: z.array(z.strictObject({
    /** Paths (`/carte/**`) or addresses; all of them when absent. */
    pages: z.array(Pattern).min(1).optional(),
    /** Ids of sites.yml. */
    sites: z.array(z.string()).min(1).optional(),
    profile: z.enum(['desktop', 'mobile']).optional(),
    audits: Rules,
  })).default([]),
  waivers: z.array(Waiver).default([]),
})
export type BudgetsFile = z.infer<typeof BudgetsFile>
