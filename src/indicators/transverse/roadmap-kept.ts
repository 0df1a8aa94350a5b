import { defineIndicator, type KnownPromise } from '#lib/define'
import { converted, derive, given } from '#lib/explain/derivation'
import { measureOf, missingLine, seenOf } from '#lib/publish/measure'

const words = { kept: 'tenue', 'on-track': 'dans les temps', late: 'en retard', 'no-data': 'données manquantes', 'no-measurable-target': 'sans cible mesurable' } as const

const holds = ({ status }: KnownPromise) => status === 'kept' || status === 'on-track'
const isJudged = (promise: KnownPromise) => holds(promise) || promise.status === 'late'

export default defineIndicator({
  method: 2,
  unit: '%',
  direction: 'up',
  cadence: 'run',
  freshDays: 45,
  catalogue: 'TRV-01',
  theme: 'feuille-de-route',
  targetStyle: 'ladder',
  formula: 'promesses tenues ou dans les temps / promesses datées que les chiffres permettent de juger',
  references: [{ standard: 'trefle', id: 'TRV-01' }, { standard: 'law', id: 'Décret 2022-1084' }],
  reads: { promises: true },
  text: {
    question: 'Tenons-nous notre feuille de route ?',
    title: 'Part des promesses datées qui sont tenues ou dans les temps',
    answer: 'Sur {n} {n, plural, one {promesse datée et jugée} other {promesses datées et jugées}}, {value} {n, plural, one {est tenue ou dans les temps} other {sont tenues ou dans les temps}}.',
    says: ['Si ce qui a été promis pour une date avance comme prévu.'],
    doesNotSay: ['Si les promesses suffisent.', 'Ce que deviennent celles qui n’ont ni cible ni échéance : elles ne comptent pas ici.'],
    method: [
      'Une promesse compte quand elle a une cible chiffrée et une échéance, ou qu’elle est déclarée faite.',
      'Son état est celui de sa page : il se calcule sur les chiffres connus ce jour-là, et personne ne le choisit.',
      'Tenue ou dans les temps, elle compte pour un ; en retard, pour rien. Sans donnée pour en juger, elle ne compte pas, et la couverture le dit.',
      'Les cibles et les échéances d’aujourd’hui sont appliquées aux jours passés ; une promesse changée le dit sur sa page.',
      'Une promesse suivie par ce chiffre-ci, ou par un chiffre sur les autres, n’a pas de donnée ici : elle se jugerait elle-même.',
    ],
    perimeter: 'Promesses inscrites au registre de ce tableau de bord',
    holder: 'Direction du numérique',
    howToSupply: 'Donner à chaque promesse de commitments.yml sa cible et son échéance (target), et l’indicateur qui la suit (indicator).',
  },
  compute({ promises = [] }) {
    const dated = promises.filter((promise) => promise.dated)
    const judged = dated.filter(isJudged)
    const step = (promise: KnownPromise, value: number) => given(promise.text, value, words[promise.status], { kind: 'record', words: promise.because })
    const countOf = (label: string, of: readonly KnownPromise[]) => (of.length === 0 ? given(label, 0, 'promesses', { kind: 'record', words: 'aucune dans commitments.yml' }) : derive('sum', label, 'promesses', of.map((promise) => step(promise, 1))))
    const counted = countOf('Promesses datées et jugées', judged)
    const share = derive('quotient', 'Part des promesses tenues', '', [
      derive('sum', 'Promesses tenues ou dans les temps', 'promesses', judged.map((promise) => step(promise, holds(promise) ? 1 : 0))),
      counted,
    ])
    const percent = converted('Part des promesses tenues', '%', share, 100, 'pour cent')
    const late = judged.filter(({ status }) => status === 'late')
    return measureOf({
      ...(judged.length === 0 ? { value: null, state: 'not-measured' } : { value: percent.value, derivation: percent, state: 'computed' }),
      ...seenOf(counted, countOf('Promesses datées', dated)),
      missing: [
        ...late.map(({ text }) => `En retard : ${text}`),
        ...missingLine(dated.length - judged.length, '1 promesse datée n’a pas de donnée pour en juger.', (n) => `${n} promesses datées n’ont pas de donnée pour en juger.`),
        ...missingLine(promises.length - dated.length, '1 promesse n’a ni cible ni échéance.', (n) => `${n} promesses n’ont ni cible ni échéance.`),
      ],
    })
  },
})
