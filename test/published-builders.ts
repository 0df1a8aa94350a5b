import type { Point, PublishedIndicator } from '#model/indicator'
import type { PublishedCommitment } from '#model/commitment'
import type { PublishedPage, PublishedSite } from '#model/publication'

const generated = 'by trefle compute, do not edit' as const

export function aPoint(period: string, value: number | null, more: Partial<Point> = {}): Point {
  return {
    period, value, low: null, high: null, state: value === null ? 'not-measured' : 'measured', coverage: null, n: null, denominator: null,
    missing: [], inputs: { runs: [], sources: [], factors: [] }, method: 1, breakBefore: false, ...more,
  }
}

/** An indicator with this series; the latest point is the last of it. */
export function anIndicator(series: Point[], more: Partial<PublishedIndicator> = {}): PublishedIndicator {
  return {
    generated, id: 'page-weight', pillar: 'sobriety', method: 1, unit: 'B', direction: 'down', cadence: 'run', references: [],
    text: {
      question: 'Nos pages sont-elles légères ?', title: 'Poids médian', answer: 'Une page pèse {value}, d’après {n} pages.',
      says: ['a'], doesNotSay: ['b'], method: ['c'], perimeter: 'Tous les sites', holder: 'Responsable des sites', howToSupply: 'd',
    },
    audits: [], metrics: [], series, latest: series.at(-1) ?? null, breakdowns: [], freshDays: 45, latestOn: null, commitments: [], ...more,
  }
}

export function aPromise(id: string, status: PublishedCommitment['status'], more: Partial<PublishedCommitment['commitment']> = {}): PublishedCommitment {
  return {
    commitment: {
      id, pillar: 'sobriety', text: id, source: { title: 'Délibération', on: '2023-01-01', evidence: 'official' }, organisation: 'ville', function: 'DSI',
      indicator: null, baseline: null, target: null, proof: [], alsoFollowedBy: [], actions: [], doneOn: null, events: [], ...more,
    },
    status, rule: 1, because: 'parce que', current: null,
  }
}

export function aPage(id: string, history: PublishedPage['history'] = {}): PublishedPage {
  return { id, name: id, role: 'other', url: `https://ville.example/${id}`, at: null, status: 'measured', failure: null, contended: false, evidence: null, verdicts: {}, history }
}

export function aSite(id: string, pages: PublishedPage[], defects: PublishedSite['defects']): PublishedSite {
  return { generated, id, name: id, url: `https://${id}.example/`, organisation: 'ville', organisationName: 'Ville', lastRun: null, pages, defects, refusal: null }
}
