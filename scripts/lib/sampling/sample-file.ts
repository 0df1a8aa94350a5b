import { join } from 'node:path'
import { z } from 'zod'
import { Sample } from '#model/sample'
import { SitePage, type Site } from '#model/site'
import { writeAtomically } from '../files/atomic-file.ts'
import { UsageError } from '../command/errors.ts'
import { textIfPresent } from '../files/if-present.ts'
import { recordJson } from '../files/record-json.ts'

const fileOf = (site: string) => join('samples', `${site}.json`)

/** The frozen sample of a site, or null when none was ever drawn. Throws a UsageError for a file that cannot be read. */
export async function readSample(dataDir: string, site: string): Promise<Sample | null> {
  const file = fileOf(site)
  const text = await textIfPresent(join(dataDir, file))
  if (text === null) return null
  const parsed = Sample.safeParse(recordJson(text, file))
  if (parsed.success && parsed.data.site === site) return parsed.data
  const problem = parsed.success ? `il est celui du site ${parsed.data.site}` : z.prettifyError(parsed.error).split('\n')[0]
  throw new UsageError(`${file} n’est pas un échantillon lisible : ${problem}.`, `Reprenez ce fichier dans l’historique git, ou lancez « trefle sample ${site} --renew ».`)
}

export async function writeSample(dataDir: string, sample: Sample): Promise<string> {
  const file = join(dataDir, fileOf(sample.site))
  await writeAtomically(file, `${JSON.stringify(Sample.parse(sample), null, 1)}\n`)
  return file
}

/**
 * The site with the pages of its sample, which then decides alone (docs/decisions/0005-sample.md). A page added to sites.yml
 * since it was drawn is an error, since leaving it out in silence would be one more.
 */
export function withSample(site: Site, sample: Sample | null): Site {
  if (sample === null) return site
  const missing = site.pages.filter((page) => !sample.pages.some(({ id, path }) => id === page.id && path === page.path))
  if (missing.length > 0) {
    throw new UsageError(
      `sites.yml, site ${site.id} : la page « ${missing[0]?.id} » n’est pas dans l’échantillon figé le ${sample.drawnAt.slice(0, 10)} (${fileOf(site.id)}).`,
      `Lancez « trefle sample ${site.id} --renew » pour l’y ajouter : les courbes montreront une rupture. Ou retirez-la de sites.yml.`)
  }
  const pages = sample.pages.filter(({ format }) => format === 'page').map(({ id, path, role, name }) => SitePage.parse({ id, path, role, ...(name === undefined ? {} : { name }) }))
  const declaredSince = site.sampleSince ?? ''
  return { ...site, pages, sampleSince: declaredSince > sample.since ? declaredSince : sample.since }
}
