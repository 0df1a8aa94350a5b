import { utils, write } from '@e965/xlsx'
import type { DataRequest } from '#model/data-request'
import type { Territory } from '#model/territory'
import type { MissingFigures } from './missing-figures.ts'

export type RequestContext = { request: DataRequest; figures: readonly MissingFigures[]; territory: Territory }

const header = ['Question', 'Mesure', 'Organisme', 'Période', 'Valeur', 'Unité', 'Qualité', 'Définition', 'Justificatif']
const unitWords: Readonly<Record<string, string>> = { count: 'nombre', day: 'jours', year: 'ans', hour: 'heures', EUR: 'euros' }

const frenchDay = (day: string): string => day.split('-').reverse().join('/')
/** The last whole year, or the last whole month: what can be known on the day of the request. */
const lastPeriod = (period: 'month' | 'year', askedOn: string): string => {
  const year = Number(askedOn.slice(0, 4))
  if (period === 'year') return String(year - 1)
  return new Date(Date.UTC(year, Number(askedOn.slice(5, 7)) - 2, 1)).toISOString().slice(0, 7)
}

/** The spreadsheet that comes back: a line a figure, of which only the value is to fill in. Columns are those of declared-entries. */
export function requestWorkbook({ request, figures }: RequestContext): Uint8Array {
  const rows = figures.flatMap(({ question, period, metrics }) => metrics.map(({ metric, unit }) => [question, metric, '', lastPeriod(period, request.askedOn), '', unitWords[unit] ?? unit, 'déclaré', '', '']))
  const sheet = utils.aoa_to_sheet([header, ...rows])
  sheet['!cols'] = [52, 30, 16, 12, 12, 10, 10, 24, 40].map((wch) => ({ wch }))
  return new Uint8Array(write({ SheetNames: ['Chiffres'], Sheets: { Chiffres: sheet } }, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
}

/** What each figure is, and how it may be found. */
export function requestExplanation({ request, figures, territory }: RequestContext): string {
  return [
    `# ${request.holder} : les chiffres attendus pour ${territory.name}`, '', `Réponse souhaitée avant le ${frenchDay(request.due)}.`, '',
    'Dans le tableur, remplissez « Valeur », corrigez « Période » au besoin, et dites d’où vient le chiffre dans « Justificatif ».',
    'Laissez vide ce que vous ne savez pas : vide ne veut pas dire zéro. N’écrivez aucun nom de personne, et aucun groupe de moins de cinq personnes.', '',
    ...figures.flatMap(({ title, question, howToSupply, metrics }) => [`## ${question}`, '', `${title}. ${howToSupply}`, '', ...metrics.map(({ metric, unit }) => `- \`${metric}\`, en ${unitWords[unit] ?? unit}`), '']),
  ].join('\n')
}

/** A text to read again, and to send oneself: Trèfle sends nothing. */
export function requestMail({ request, figures, territory }: RequestContext): string {
  const count = request.metrics.length
  const reply = territory.contact.email ?? territory.contact.url ?? ''
  return [
    `Objet : ${territory.name}, numérique responsable : ${count === 1 ? 'un chiffre' : `${count} chiffres`} avant le ${frenchDay(request.due)}`, '', 'Bonjour,', '',
    `Nous tenons le tableau de bord public du numérique responsable de ${territory.name}. Votre fonction (${request.holder}) tient des chiffres qui y manquent :`, '',
    ...figures.map(({ question }) => `- ${question}`), '',
    `Le tableur joint a une ligne par chiffre ; seule la colonne « Valeur » est à remplir. L’explication jointe dit ce que chacun compte. Pourriez-vous le renvoyer avant le ${frenchDay(request.due)} ? Un chiffre partiel, ou « nous ne le suivons pas », nous aide aussi.`, '',
    'Aucune donnée personnelle n’est demandée. Les chiffres seront publiés avec leur source et leur date.', '', `Réponse à : ${reply}`, '', 'Merci,', territory.contact.function, '',
  ].join('\n')
}
