import { desktopConfig } from 'lighthouse'
import type * as LH from 'lighthouse/types/lh.js'
import type { Profile } from '#model/evidence'
import { EvidenceAudit, evidenceArtifact } from './evidence-audit.ts'
import type { EvidenceGatherer } from './evidence-gatherer.ts'
import { screens } from './screens.ts'

/**
 * Costly audits of the performance category that change no metric and that nobody reads here: thumbnails, source maps, code
 * coverage, back/forward cache. `unsized-images` has Lighthouse fetch images that the page has not asked for yet: a visit would weigh more.
 */
const unread = [
  'screenshot-thumbnails', 'final-screenshot', 'script-treemap-data', 'valid-source-maps', 'bf-cache', 'duplicated-javascript-insight',
  'legacy-javascript-insight', 'unused-javascript', 'unused-css-rules', 'unminified-css', 'unminified-javascript', 'network-requests', 'main-thread-tasks', 'unsized-images',
]

/**
 * Lighthouse's own configuration with our gatherer. Throttling is simulated: the network is not slowed, so what is
 * counted is what a visit costs. The user agent is left as it is: honest, set for the whole page.
 */
export function lighthouseConfig({ profile, deadlineMs, scored }: { profile: Profile; deadlineMs: number; scored: boolean }, gatherer: EvidenceGatherer): LH.Config {
  const profileSettings = profile === 'desktop' ? desktopConfig.settings : {}
  return {
    extends: 'lighthouse:default',
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
      onlyAudits: [EvidenceAudit.meta.id],
      ...(scored ? { onlyCategories: ['performance'], skipAudits: unread } : {}),
    },
    artifacts: [{ id: evidenceArtifact, gatherer: { instance: gatherer } }],
    audits: [{ implementation: EvidenceAudit }],
  }
}
