import type { Change, CheckedPage, CheckReport } from '#lib/gate/check-report'
import { counted } from '#lib/gate/value-words'
import { formatQuantity } from '#lib/words/format'

const kinds: Record<Change['kind'], string> = { resource: 'ressource', dom: 'partie de page', cookie: 'témoin ou stockage', host: 'hôte', rule: 'écart' }
const moves: Record<Change['change'], string> = { appeared: 'en plus', grew: 'plus grand', shrank: 'plus petit', gone: 'en moins' }
const causes: Record<NonNullable<Change['cause']>, string> = { template: 'gabarit du site', content: 'contenu de la page', 'third-party': 'tiers', network: 'réseau' }

export const causeWords = (cause: Change['cause']): string => (cause === null ? '' : `cause probable : ${causes[cause]}`)

const passes: Record<CheckedPage['pass'], string> = { cold: 'première visite', repeat: 'visite suivante', refusal: 'après un refus', confirm: 'second chargement', mobile: 'sur téléphone' }

/** How a page was looked at: "première visite, ordinateur". */
export function visitWords({ pass, profile, step }: CheckedPage): string {
  const screen = profile === 'desktop' ? ', ordinateur' : pass === 'mobile' ? '' : ', téléphone'
  return `${step === undefined ? '' : `étape ${step}, `}${passes[pass]}${screen}`
}

const signed = (value: number, text: string) => `${value > 0 ? '+' : '−'}${text}`

/** "ressource en plus, +120 ko, +30 mg de CO₂e, cause probable : tiers". */
export function changeWords({ kind, change, deltaBytes, deltaGramsCO2e, deltaElements, cause }: Change): string {
  return [
    `${kinds[kind]} ${moves[change]}`,
    deltaBytes ? signed(deltaBytes, formatQuantity(Math.abs(deltaBytes), 'B')) : '',
    deltaGramsCO2e ? `${signed(deltaGramsCO2e, formatQuantity(Math.abs(deltaGramsCO2e), 'g'))} de CO₂e (SWDM)` : '',
    deltaElements ? `${signed(deltaElements, String(Math.abs(deltaElements)))} éléments` : '',
    causeWords(cause),
  ].filter((part) => part !== '').join(', ')
}

/** "3 visites mesurées sur 4, 1 écart connu, 2 dettes payées. Référence : prod." */
export function coverageWords({ pages, baseline, reference, shard, gate }: CheckReport): string {
  const measured = pages.filter(({ status }) => status !== 'not-measured').length
  const parts = [
    `${counted(measured, 'visite mesurée', 'visites mesurées')} sur ${pages.length}`,
    ...(baseline ? [`${counted(baseline.new, 'écart nouveau', 'écarts nouveaux')}, ${counted(baseline.known, 'connu', 'connus')}${baseline.paid.length > 0 ? `, ${counted(baseline.paid.length, 'dette payée', 'dettes payées')}` : ''}`] : []),
  ]
  const told = [
    ...(reference ? [`Référence : ${reference.name}.`] : []),
    ...(shard ? [`Part ${shard.index} sur ${shard.of}.`] : []),
    ...(gate ? [`Règles : ${gate.ruleset}.`] : []),
  ]
  return [`${parts.join(', ')}.`, ...told].join(' ')
}
