import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { sitesOf, type Imported, type ImportedSite } from '#lib/sampling/imported-sites'
import { isHttpUrl } from '#lib/web/address'
import { UsageError } from '../command/errors.ts'
import { readHabits } from '../habits/read-habits.ts'
import type { Ask } from '../network/polite-client.ts'
import { readSitemaps } from '../sampling/sitemap.ts'

/** A sitemap lists a whole site: past this, pages are drawn by `trefle sample`, not all visited. */
const fewPages = 12

async function ofFile(file: string): Promise<Imported> {
  const text = await readFile(file, 'utf8').catch(() => { throw new UsageError(`Le fichier ${file} ne peut pas être lu.`, 'Vérifiez son chemin.') })
  return readHabits(text, file)
}

/** The pages of a sitemap at an address, and of those that it lists; pages of another host are left out and said. */
async function ofAddress(address: string, ask: Ask): Promise<Imported> {
  const { host } = new URL(address)
  const { addresses, notes } = await readSitemaps([address], ask, (each) => URL.parse(each)?.host === host)
  if (addresses.length === 0) throw new UsageError(`Aucune page n’a pu être lue à ${address}.`, notes[0] ?? 'Donnez l’adresse du plan XML du site, souvent https://www.ma-ville.fr/sitemap.xml.')
  return { addresses: addresses.map((url) => ({ url })), notes }
}

/**
 * The sites that a file of another tool, a list, or a sitemap (its file or its address) names, each with its pages when they are few. Throws a
 * UsageError when nothing can be taken from it.
 */
export async function sitesIn(from: string, organisation: string, ask: Ask): Promise<{ sites: ImportedSite[]; notes: string[] }> {
  const { sites, notes } = sitesOf(isHttpUrl(from) ? await ofAddress(from, ask) : await ofFile(from), organisation)
  if (sites.length === 0) throw new UsageError(`${basename(from)} ne contient aucune adresse de site public.`, 'Vérifiez que c’est bien le fichier à reprendre.')
  const kept = sites.map(({ pages, ...site }) => (pages === undefined || pages.length > fewPages ? site : { ...site, pages }))
  const drawn = sites.filter(({ pages = [] }) => pages.length > fewPages).map(({ name, pages = [] }) => `${name} : ${pages.length} pages listées. « trefle sample » en tirera un échantillon.`)
  return { sites: kept, notes: [...notes, ...drawn] }
}
