import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { Slug, Unit } from '#model/quantity'
import { UsageError } from '#effects/command/errors'
import { fold } from '#effects/tables/csv-french'
import { amount, oneOf, period, text, type Column } from '#effects/tables/column'
import { unitOf } from '#effects/tables/entry-units'
import { countRecords, fetchTable, tableSettings, type TableDefinition } from '#effects/tables/table-connector'
import { readRecords } from '#effects/tables/read-records'

const unit: Column<Unit, true> = { names: ['unite', 'unit'], needed: true, write: `Choisissez parmi : ${Unit.options.join(', ')}.`, read: unitOf }

const columns = {
  metric: text.needed(['mesure', 'metric', 'identifiant']),
  organisation: text(['organisme', 'organisation', 'qui', 'subject']),
  on: period.needed(['periode', 'period', 'annee', 'date']),
  value: amount(['valeur', 'value', 'chiffre']),
  unit,
  quality: oneOf(['qualite', 'quality'], { declared: ['declare'], measured: ['mesure'], estimated: ['estime'], announced: ['annonce'] }),
  basis: text(['definition', 'basis', 'perimetre']),
  proof: text(['justificatif', 'source', 'proof', 'document']),
}

/** Rooms of the meters, as the record names them: what is declared of one of them stands beside what its meters read. */
const Settings = tableSettings(columns).extend({ rooms: z.array(Slug).default([]) })

const definition: TableDefinition<typeof columns, typeof Settings> = {
  title: '', columns, identity: ['metric', 'organisation', 'on', 'basis'],
  facts({ metric, organisation, on, value, unit: given, quality, basis, proof }, { source, territory, settings }) {
    if (value === null) return []
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(metric)) return { reason: 'mesure inconnue', mend: 'Recopiez l’identifiant du modèle : « trefle ask » l’écrit, par exemple training.started.' }
    const bodies = [...territory.organisations, ...settings.rooms.map((room) => ({ id: room, name: room }))]
    const subject = organisation === null ? source.organisation : bodies.find(({ id, name }) => [id, fold(name)].includes(fold(organisation)) || id === organisation)?.id
    if (subject === undefined) return { reason: 'organisme inconnu du territoire', mend: 'Écrivez son nom ou son identifiant comme dans territory.yml ; une salle se nomme aussi dans « rooms » de la source.' }
    return [{ metric, subject, period: on, value, unit: given, quality: quality ?? 'declared', ...(basis === null ? {} : { dimensions: { basis } }), ...(proof === null ? {} : { note: `Justificatif : ${proof}` }) }]
  },
  apart: 'lignes sans valeur, encore à remplir',
}

/** YAML has the same columns as the spreadsheet, under `entries`. Numbers and dates come as they are written there. */
const Entries = z.strictObject({ entries: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))) })

function tableOfYaml(raw: Uint8Array, file: string): Uint8Array {
  const parsed = Entries.safeParse(parseYaml(new TextDecoder('utf-8').decode(raw), { schema: 'core', maxAliasCount: 100 }))
  if (!parsed.success) throw new UsageError(`${file} n’est pas une liste « entries » de chiffres déclarés.`, 'Écrivez « entries: » puis un tiret par chiffre : mesure, période, valeur, unité, justificatif.')
  return new TextEncoder().encode(JSON.stringify(parsed.data.entries))
}

/** Figures that no tool gives: a spreadsheet, or a YAML file, that those who hold them fill in. `trefle ask` writes its template. */
export default defineConnector({
  title: 'Chiffres déclarés, par tableur ou YAML',
  settings: Settings,
  fetch: fetchTable,
  parse(raw, settings, { source, territory, at }) {
    const from = settings.file ?? settings.url ?? ''
    const table = /\.ya?ml$/i.test(from) ? tableOfYaml(raw, from) : raw
    return countRecords(readRecords(table, columns, { from, sheet: settings.sheet, columns: settings.columns }), definition, { settings, source, territory, at })
  },
})
