import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UsageError } from '../command/errors.ts'
import { serveFolder } from '../gate/static-server.ts'
import { defineBench } from '../benching/define-bench.ts'
import { lighthouseMobileScores, mobileCategories } from '../benching/lighthouse-command.ts'
import { pageOfEachKind } from '../benching/page-kinds.ts'

const built = fileURLToPath(new URL('../../../var/demo/site/client', import.meta.url))

/** The heaviest page of each kind of the dashboard of the example, by the `lighthouse` command as it comes: a slow telephone, simulated. */
export default defineBench({
  title: 'Le tableau de bord lui-même : Lighthouse, réglages mobiles, une page de chaque sorte',
  async run({ addresses, pages: most = 100 }) {
    if (addresses.length === 0 && !existsSync(built)) throw new UsageError('Le tableau de bord de l’exemple n’est pas construit.', 'Construisez-le : npm run demo -- --no-serve')
    const site = addresses.length === 0 ? await serveFolder(built) : null
    const weight = (path: string) => statSync(join(built, path, path.endsWith('/') ? 'index.html' : '')).size
    const chosen = site === null ? addresses : pageOfEachKind(site.pages.filter((path) => !/^\/(en|de)\//.test(path)), weight).map((path) => site.origin + path)
    const lines: { url: string; scores: (number | null)[] }[] = []
    try {
      for (const url of chosen.slice(0, most)) {
        const scores = await lighthouseMobileScores(url)
        lines.push({ url, scores: mobileCategories.map((category) => scores[category]) })
      }
    } finally {
      await site?.close()
    }
    const least = mobileCategories.map((_, index) => lines.map(({ scores }) => scores[index] ?? null).reduce<number | null>((low, score) => (score === null ? low : Math.min(low ?? 1, score)), null))
    return {
      figures: [
        { name: 'Pages', value: lines.length, unit: 'pages' },
        ...mobileCategories.map((category, index) => ({ name: `${category}, au moins`, value: least[index] == null ? null : Math.round(100 * least[index]), unit: 'sur 100', note: category === 'performance' ? 'but : 98' : 'but : 100' })),
      ],
      notes: lines.map(({ url, scores }) => `${new URL(url).pathname} : ${scores.map((score) => (score === null ? 'inconnu' : Math.round(100 * score))).join(' · ')}`),
    }
  },
})
