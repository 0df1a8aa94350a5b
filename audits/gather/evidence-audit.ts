import { Audit } from 'lighthouse'
import type * as LH from 'lighthouse/types/lh.js'

/** The name under which our gatherer stands among Lighthouse's artifacts. */
export const evidenceArtifact = 'TrefleEvidence'

/** Judges nothing: Lighthouse drops an artifact that no audit requires. */
export class EvidenceAudit extends Audit {
  static override get meta(): LH.Audit.Meta {
    return {
      id: 'trefle-evidence',
      title: 'Evidence for Trèfle',
      description: 'What Trèfle reads on the page after Lighthouse.',
      scoreDisplayMode: 'informative',
      // Without the log of the network, Lighthouse cannot tell a page that failed. It types its own artifacts only.
      requiredArtifacts: ['DevtoolsLog', evidenceArtifact] as unknown as LH.Audit.Meta['requiredArtifacts'],
    }
  }

  static override audit(): LH.Audit.Product {
    return { score: null }
  }
}
