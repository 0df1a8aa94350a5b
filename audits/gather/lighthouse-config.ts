import { defaultConfig, desktopConfig, Gatherer } from 'lighthouse'
import type * as LH from 'lighthouse/types/lh.js'
import type { Profile } from '#model/evidence'
import { EvidenceAudit, evidenceArtifact } from './evidence-audit.ts'
import type { EvidenceGatherer } from './evidence-gatherer.ts'
import { screens } from './screens.ts'

/** The audits of the metrics, which alone make the score; the others of the category advise, change nothing, and are read by nobody here. */
const metrics = (defaultConfig.audits ?? []).filter((audit) => typeof audit === 'string' && audit.startsWith('metrics/'))
/** Lighthouse's own weights of them. */
const weights = (defaultConfig.categories?.performance?.auditRefs ?? []).flatMap(({ id, weight }) => (metrics.includes(`metrics/${id}`) ? [{ id, weight }] : []))

/** Source maps change no metric, and to have them Lighthouse asks the site for files that no visitor fetches; yet its metrics require them. */
class NoSourceMaps extends Gatherer {
  override meta: LH.Gatherer.GathererMeta = { supportedModes: ['navigation'] }
  override getArtifact(): LH.Artifacts['SourceMaps'] {
    return []
  }
}

/**
 * Lighthouse's settings, metrics and weights, with our gatherer; nothing else of its configuration, whose audits each cost their validation
 * on every page. Throttling is simulated: the network is not slowed, so what is counted is what a visit costs. The user agent is left as it
 * is: honest, set for the whole page.
 */
export function lighthouseConfig({ profile, deadlineMs, scored }: { profile: Profile; deadlineMs: number; scored: boolean }, gatherer: EvidenceGatherer): LH.Config {
  const profileSettings = profile === 'desktop' ? desktopConfig.settings : {}
  return {
    settings: {
      ...profileSettings,
      formFactor: profile,
      screenEmulation: screens[profile],
      throttlingMethod: 'simulate',
      emulatedUserAgent: false,
      // A page that never ends loading is read as far as it came, which takes the other half of its time.
      maxWaitForFcp: Math.min(30_000, deadlineMs / 3),
      maxWaitForLoad: Math.min(45_000, deadlineMs / 2),
      usePassiveGathering: true,
      disableFullPageScreenshot: true,
      // Every load has a browser context of its own: there is nothing to clear.
      disableStorageReset: true,
    },
    artifacts: [
      { id: 'DevtoolsLog', gatherer: 'devtools-log' },
      ...(scored ? [{ id: 'Trace', gatherer: 'trace' }, { id: 'SourceMaps', gatherer: { instance: new NoSourceMaps() } }] : []),
      { id: evidenceArtifact, gatherer: { instance: gatherer } },
    ],
    audits: [...(scored ? metrics : []), { implementation: EvidenceAudit }],
    ...(scored && { categories: { performance: { title: 'Performance', auditRefs: [...weights, { id: EvidenceAudit.meta.id, weight: 0 }] } } }),
  }
}
