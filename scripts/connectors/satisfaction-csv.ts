import { z } from 'zod'
import { amount, count, period, text } from '#effects/tables/column'
import { yearOf, type Fact } from '#effects/tables/fact'
import { meansOf } from '#effects/tables/means'
import { defineTable } from '#effects/tables/table-connector'

/** A procedure's own mark is not written under so many answers: the observatory of the State hides it too. */
const FEWEST_ANSWERS = 100

/**
 * Marks that people gave to online procedures, answer by answer or already counted. Comments are not read. Means are out of 10
 * and weigh each answer once.
 */
export default defineTable({
  title: 'Satisfaction des démarches (export JDMA ou enquête)',
  settings: z.object({
    /** Highest mark of the export: 10 for JDMA, 5 for stars. The lowest is 0. */
    highestMark: z.number().positive().default(10),
  }),
  columns: {
    on: period.needed(['date', 'periode', 'mois', 'date de reponse', 'annee']),
    procedure: text(['demarche', 'service', 'intitule']),
    mark: amount(['note', 'satisfaction', 'note moyenne', 'note de satisfaction']),
    clarity: amount(['clarte', 'langage', 'note de clarte', 'clarte du langage']),
    answers: count(['nb avis', 'nombre d’avis', 'reponses', 'nb_avis']),
  },
  facts({ on, procedure, mark, clarity, answers }, { settings }) {
    const highest = Number(settings.highestMark)
    if ([mark, clarity].some((each) => each !== null && (each < 0 || each > highest))) return { reason: `note hors de l’échelle de 0 à ${highest}`, mend: 'Donnez la note la plus haute dans « highestMark ».' }
    const n = answers ?? 1
    const inYear = { period: yearOf(on) }
    const facts: Fact[] = []
    if (mark !== null) {
      facts.push({ ...inYear, metric: 'procedures.answers', value: n }, { ...inYear, metric: 'procedures.satisfaction', value: (n * mark * 10) / highest, unit: 'score' })
      if (procedure !== null) {
        const one = { ...inYear, dimensions: { procedure: procedure.slice(0, 100) } }
        facts.push({ ...one, metric: 'procedures.answers-each', value: n }, { ...one, metric: 'procedures.satisfaction-each', value: (n * mark * 10) / highest, unit: 'score' })
      }
    }
    if (clarity !== null) facts.push({ ...inYear, metric: 'procedures.clarity-answers', value: n }, { ...inYear, metric: 'procedures.clarity', value: (n * clarity * 10) / highest, unit: 'score' })
    return facts
  },
  after(observations) {
    const means = meansOf(observations, { 'procedures.satisfaction': 'procedures.answers', 'procedures.satisfaction-each': 'procedures.answers-each', 'procedures.clarity': 'procedures.clarity-answers' })
    const few = new Set(means.filter(({ metric, value }) => metric === 'procedures.answers-each' && (value ?? 0) < FEWEST_ANSWERS).map(({ period: on, dimensions }) => `${on} ${dimensions['procedure']}`))
    return means.filter(({ metric, period: on, dimensions }) => !metric.endsWith('-each') || !few.has(`${on} ${dimensions['procedure']}`))
  },
  apart: 'lignes sans note',
})
