import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { DocumentsFile, type QuotedDocument } from '#model/document'
import type { Observation } from '#model/observation'
import { FiguresFile, type StatedFigure } from '#model/stated-figure'
import { UsageError } from '#effects/command/errors'

const Files = FiguresFile.extend(DocumentsFile.shape)
type Stated = Pick<StatedFigure, 'stated' | 'value' | 'unit' | 'metric' | 'subject' | 'period' | 'basis' | 'source'>
type Context = { source: string; at: string; documents: ReadonlyMap<string, QuotedDocument> }

/** A figure without a date is one of the day when its document was read, and says so. */
function observationOf(figure: Stated, quality: Observation['quality'], note: string | undefined, { source, at, documents }: Context): Observation | null {
  const document = documents.get(figure.source)
  if (document === undefined) return null
  const { metric, subject, period, value, unit, basis } = figure
  return {
    metric, subject, period: period ?? document.readOn, value, unit, quality, source, at,
    dimensions: { document: document.id, dated: period === null ? 'no' : 'yes', ...(basis === undefined ? {} : { basis }) },
    ...(note === undefined ? {} : { note: note.slice(0, 300) }),
  }
}

/** A text that tells what will be, or that nobody signs, announces: it declares nothing. */
const qualityOf = (id: string, { documents }: Context): Observation['quality'] =>
  ['official', 'press'].includes(documents.get(id)?.evidence ?? '') ? 'declared' : 'announced'

/** What documents state (figures.yml, and documents.yml for what they are worth), each figure with those that stand beside it. */
export default defineConnector({
  title: 'Chiffres déclarés, écrits dans figures.yml',
  settings: z.strictObject({}),
  // Each file is one mapping of one key: side by side they are one mapping of two.
  fetch: async (_settings, io) => Buffer.concat([await io.readFile('documents.yml'), Buffer.from('\n'), await io.readFile('figures.yml')]),
  parse(raw, _settings, { source, at }) {
    const parsed = Files.safeParse(parseYaml(new TextDecoder().decode(raw), { maxAliasCount: 100 }))
    const [issue] = parsed.error?.issues ?? []
    if (!parsed.success) throw new UsageError(`figures.yml, ${issue?.path.join('.') ?? ''} : ${issue?.message ?? 'format inattendu'}.`, 'Relancez « trefle compute » : il dit la ligne.')
    const { documents, figures } = parsed.data
    const context: Context = { source: source.id, at, documents: new Map(documents.map((document) => [document.id, document])) }
    const made = figures.flatMap((figure) => [
      observationOf(figure, figure.quality, figure.doubt ?? figure.caveat, context),
      ...figure.beside.map((other) => observationOf(other, qualityOf(other.source, context), other.label, context)),
    ])
    const observations = made.filter((each) => each !== null)
    return {
      observations,
      report: {
        schema: 'trefle/import@1', source: source.id, at, read: { from: 'figures.yml', encoding: 'utf-8', lines: made.length }, kept: observations.length,
        rejected: [], duplicates: [], notes: figures.filter(({ doubt }) => doubt !== undefined).map(({ id, doubt }) => ({ line: null, message: `${id} : ${doubt ?? ''}` })),
        known: { period: observations.length === 0 ? 1 : observations.filter(({ dimensions }) => dimensions.dated === 'yes').length / observations.length },
      },
    }
  },
})
