import { defaultConfig } from 'lighthouse'
import { describe, expect, it } from 'vitest'
import { EvidenceGatherer } from '#audits/gather/evidence-gatherer'
import { lighthouseConfig } from '#audits/gather/lighthouse-config'
import type { Load } from '#audits/gather/load'

const configFor = (scored: boolean) => lighthouseConfig({ profile: 'desktop', deadlineMs: 90_000, scored }, new EvidenceGatherer({} as Load, async () => undefined))

describe('what Lighthouse is asked', () => {
  it('scores a page by every metric that Lighthouse weighs, with its own weights, and by nothing else', () => {
    const weighed = (refs: readonly { id: string; weight: number }[] = []) => refs.filter(({ weight }) => weight > 0).map(({ id, weight }) => [id, weight]).sort()
    const ours = weighed(configFor(true).categories?.performance?.auditRefs)
    expect(ours).toEqual(weighed(defaultConfig.categories?.performance?.auditRefs))
    expect(ours.length).toBeGreaterThan(3)
  })

  it('records no trace and asks for no score when a load is read for something else', () => {
    const { artifacts = [], audits = [], categories } = configFor(false)
    expect(artifacts?.map(({ id }) => id)).toEqual(['DevtoolsLog', 'TrefleEvidence'])
    expect(audits).toHaveLength(1)
    expect(categories).toBeUndefined()
  })
})
