import type { CheckReport } from '#lib/gate/check-report'
import type { Finding } from '#model/outcome'
import { cleanText } from '#lib/words/clean'

function codeOf({ references }: Finding, audit: string): string {
  const known = references.find(({ standard }) => standard === 'axe') ?? references.find(({ standard }) => standard === 'wcag' || standard === 'rgaa')
  return known === undefined ? audit : `${known.standard}.${known.id}`
}

/**
 * GitLab's accessibility report, which has the shape of pa11y-ci's: proven gaps by address. A page that was not measured is left out,
 * since an empty list would say that it is good.
 */
export function gitlabAccessibility({ pages }: CheckReport): string {
  const results: Record<string, unknown[]> = {}
  for (const page of pages.filter(({ status }) => status !== 'not-measured')) {
    const failed = page.results.filter(({ audit, outcome }) => audit.startsWith('solidarity/') && outcome === 'fail')
    const issues = failed.flatMap(({ audit, findings }) => findings.filter(({ certainty }) => certainty === undefined).map((finding) => ({
      code: codeOf(finding, audit), type: 'error', typeCode: 1, message: cleanText(finding.message), context: '', selector: cleanText(finding.selector), runner: 'trefle', runnerExtras: {},
    })))
    const seen = results[page.url] ?? []
    const known = new Set(seen.map((issue) => JSON.stringify(issue)))
    results[page.url] = [...seen, ...issues.filter((issue) => !known.has(JSON.stringify(issue)))]
  }
  const lists = Object.values(results)
  const total = lists.length
  return `${JSON.stringify({ total, passes: lists.filter((list) => list.length === 0).length, errors: lists.flat().length, results }, null, 2)}\n`
}
