import { CheckReport } from '#lib/gate/check-report'
import { checkRun, type Unfit } from '#lib/ci-reports/check-record'
import type { Site } from '#model/site'
import { UsageError } from '../command/errors.ts'
import { withLock } from '../record/lock.ts'
import { openRecord, readRecord } from '../record/store.ts'
import type { NamedFile } from './merge-bundles.ts'

const maxBytes = 64 * 1024 * 1024

/** A check that was added to the record, or was there already. */
export type MergedCheck = { files: string[]; run: string; outcome: 'added' | 'unchanged'; visits: number; undeclared: string[] }

type Part = { file: string; report: CheckReport }

function readReport({ name, bytes }: NamedFile): Part {
  const refuse = (what: string) => new UsageError(`${name} ${what}.`, 'Rien n’a été ajouté. Donnez un fichier écrit par « trefle check --format json=fichier ».')
  if (bytes.byteLength > maxBytes) throw refuse('dépasse 64 Mio')
  try {
    const parsed = CheckReport.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
    if (parsed.success) return { file: name, report: parsed.data }
    const issue = parsed.error.issues[0]
    throw refuse(`n’est pas un contrôle de Trèfle (${issue?.path.join('.')} : ${issue?.message})`)
  } catch (error) {
    throw error instanceof UsageError ? error : refuse('n’est pas du JSON lisible')
  }
}

/** Parts of one check together, every other file by itself. Throws a UsageError that names the parts that are missing. */
function checksOf(parts: readonly Part[]): Part[][] {
  const alone = parts.filter(({ report }) => report.shard === undefined).map((part) => [part])
  const sharded = parts.filter(({ report }) => report.shard !== undefined)
  const [first] = sharded
  if (first === undefined) return alone
  const of = first.report.shard?.of ?? 0
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((index) => !sharded.some(({ report }) => report.shard?.index === index))
  if (sharded.length > of || sharded.some(({ report }) => report.shard?.of !== of)) throw new UsageError('Ces parts sont de plusieurs contrôles, ou une part est donnée deux fois.', 'Donnez les parts d’un seul contrôle à la fois.')
  if (missing.length > 0) throw new UsageError(`Il manque ${missing.length === 1 ? 'la part' : 'les parts'} ${missing.join(', ')} sur ${of} de ce contrôle.`, 'Donnez toutes les parts ensemble : un contrôle incomplet n’est pas un passage.')
  return [...alone, sharded.toSorted((a, b) => (a.report.shard?.index ?? 0) - (b.report.shard?.index ?? 0))]
}

const why: Record<Unfit, readonly [string, string]> = {
  undated: ['ne dit pas quand il a été fait', 'Refaites le contrôle avec une version de Trèfle plus récente.'],
  tools: ['ne dit pas avec quels outils il a été fait, ou ses parts n’ont pas les mêmes', 'Faites toutes les parts avec la même version de Trèfle et du navigateur.'],
  methods: ['a des pages jugées par des méthodes différentes', 'Faites toutes les parts avec la même version de Trèfle.'],
  nothing: ['ne contient aucune page déclarée', 'Déclarez ses adresses dans sites.yml, ou contrôlez les adresses déclarées.'],
}

/**
 * Adds checks made elsewhere to the record of a territory, as runs without evidence. All are read before any is written; the same
 * check again changes nothing. Throws a UsageError for a file that is not a check, or not of this territory.
 */
export async function mergeChecks(dataDir: string, sites: readonly Site[], given: readonly NamedFile[]): Promise<MergedCheck[]> {
  if (given.length === 0) return []
  const runs = checksOf(given.map(readReport)).map((parts) => {
    const files = parts.map(({ file }) => file)
    const made = checkRun(parts.map(({ report }) => report), sites)
    if (typeof made === 'string') throw new UsageError(`${files.join(', ')} ${why[made][0]}.`, `Rien n’a été ajouté. ${why[made][1]}`)
    return { files, ...made }
  })
  return withLock(dataDir, async () => {
    const known = new Set((await readRecord(dataDir)).runs.map(({ run }) => run))
    const merged: MergedCheck[] = []
    for (const { files, run, pages, undeclared } of runs) {
      const outcome = known.has(run.run) ? 'unchanged' : 'added'
      if (outcome === 'added') {
        const record = openRecord(dataDir)
        for (const { page, findings } of pages) await record.page(page, findings)
        await record.finish(run)
        known.add(run.run)
      }
      merged.push({ files, run: run.run, outcome, visits: pages.length, undeclared })
    }
    return merged
  })
}
