import type { ArtifactName, Artifacts } from '#model/evidence'
import type { PageSeen } from '#lib/define'
import type { PageRole } from '#model/site'

/** A page of https://www.ville.example as a check over several pages sees it; the role is a guess from the path unless said. */
export const seen = <K extends ArtifactName>(path: string, artifacts: Pick<Artifacts, K>, role: PageRole = path === '/' ? 'home' : 'other'): PageSeen<K> =>
  ({ page: path.replaceAll('/', '') || 'accueil', role, url: `https://www.ville.example${path}`, artifacts })

/** Addresses of the same site. */
export const on = (...paths: readonly string[]): string[] => paths.map((path) => `https://www.ville.example${path}`)
