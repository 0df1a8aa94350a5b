import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { addMonths } from '#lib/time/months-after'
import { UsageError } from '#effects/command/errors'
import { askJson } from '#effects/inventory-tools/ask-json'
import { parsedService } from '#effects/services/service-report'
import { isFreeLicence } from '#effects/software/free-licence'

/** What publiccode.yml 0.4 asks of every project, without which a catalogue leaves it out (yml.publiccode.tools). */
const PublicCode = z.object({
  publiccodeYmlVersion: z.union([z.string(), z.number()]), name: z.string().min(1), url: z.url(), platforms: z.array(z.string()).min(1), developmentStatus: z.string(), softwareType: z.string(),
  description: z.record(z.string(), z.object({ shortDescription: z.string().min(1), longDescription: z.string().min(150), features: z.array(z.string()).min(1) }).loose()).refine((languages) => Object.keys(languages).length > 0),
  legal: z.object({ license: z.string().min(1) }).loose(), maintenance: z.object({ type: z.string() }).loose(), localisation: z.object({ localisationReady: z.boolean() }).loose(),
}).loose()

const Repository = z.strictObject({
  name: z.string(), archived: z.boolean(), fork: z.boolean(), pushedOn: z.iso.date(), licence: z.string().nullable(),
  readme: z.boolean().nullable(), publiccode: z.boolean(),
})
const Kept = z.strictObject({ from: z.string(), repositories: z.array(Repository) })
/** GitHub’s list of the repositories of a public account. */
const Listed = z.array(z.object({ name: z.string(), archived: z.boolean().default(false), fork: z.boolean().default(false), pushed_at: z.string(), default_branch: z.string().nullish(), license: z.object({ spdx_id: z.string().nullish() }).nullish() }).loose())

const isValid = (text: string): boolean => {
  try {
    return PublicCode.safeParse(parseYaml(text, { maxAliasCount: 100 })).success
  } catch {
    return false
  }
}

/**
 * Public repositories of an account: those with a free licence and activity in 24 months, and those of them that publiccode.yml
 * describes. The list of GitHub's interface (version 3); reply documented, not recorded.
 */
export default defineConnector({
  title: 'Codes publiés (GitHub, publiccode.yml)',
  settings: z.strictObject({
    /** Public account, as in github.com/StrasbourgEurometropole. */
    account: z.string().regex(/^[A-Za-z0-9-]+$/),
    api: z.url({ protocol: /^https?$/ }).default('https://api.github.com'),
    raw: z.url({ protocol: /^https?$/ }).default('https://raw.githubusercontent.com'),
  }),
  async fetch({ account, api, raw }, io) {
    const repositories: z.infer<typeof Repository>[] = []
    for (let page = 1; ; page += 1) {
      const listed = Listed.safeParse((await askJson(io, `${api}/users/${account}/repos?per_page=100&page=${page}`)).value)
      if (!listed.success) throw new UsageError(`Le compte public « ${account} » n’a pas pu être lu.`, 'Vérifiez son nom ; sans compte, GitHub limite le nombre de lectures par heure.')
      for (const { name, archived, fork, pushed_at: pushed, default_branch: branch, license } of listed.data) {
        const file = async (path: string) => io.request(`${raw}/${account}/${encodeURIComponent(name)}/${branch ?? 'main'}/${path}`)
        const [described, readme] = archived || fork ? [null, null] : [await file('publiccode.yml'), await file('README.md')]
        repositories.push({
          name, archived, fork, pushedOn: pushed.slice(0, 10), licence: license?.spdx_id ?? null, readme: readme === null ? null : readme.status === 200,
          publiccode: described?.status === 200 && isValid(new TextDecoder().decode(described.body)),
        })
      }
      if (listed.data.length < 100) break
    }
    return new TextEncoder().encode(JSON.stringify({ from: `${api}/users/${account}/repos`, repositories }))
  },
  parse(raw, _settings, { source, at }) {
    const { from, repositories } = Kept.parse(JSON.parse(new TextDecoder().decode(raw)))
    const since = addMonths(at.slice(0, 10), -24)
    const own = repositories.filter(({ archived, fork }) => !archived && !fork)
    const free = own.filter(({ licence }) => licence !== null && isFreeLicence(licence) === true)
    const reusable = free.filter(({ pushedOn, readme }) => pushedOn >= since && readme === true)
    const year = { period: at.slice(0, 4), quality: 'measured' as const }
    const facts = [
      { ...year, metric: 'code.public', value: own.length }, { ...year, metric: 'code.free-licence', value: free.length },
      { ...year, metric: 'code.repositories', value: reusable.length }, { ...year, metric: 'code.described', value: reusable.filter(({ publiccode }) => publiccode).length },
    ]
    const apart = repositories.length - own.length
    return parsedService(facts, { source, at, from, lines: repositories.length, notes: apart === 0 ? [] : [{ line: null, message: `${apart} dépôts archivés ou copiés d’un autre compte : mis à part.` }] })
  },
})
