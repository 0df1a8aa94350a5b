import type { LocalWord } from '#lib/define'
import { stringify } from 'yaml'
import { namesSomebody } from '../recording/pseudonyms.ts'

type TypeWord = Extract<LocalWord, { kind: 'type' }>
type Named = { name: string; devices: number; comment: string; value: string }

const SHOWN = 15

/** Lines to paste in inventory.yml for the states and services that were not understood, those of most devices first. */
export function inventoryProposal(words: readonly LocalWord[]): string[] {
  const named = (kind: 'state' | 'organisation'): Named[] => words.flatMap((one) => (one.kind === kind ? [{ name: one.word, devices: one.devices, comment: '', value: '' }] : []))
  const services = named('organisation')
  return [
    ...block('states:  # in-use, in-stock ou retired', named('state'), SHOWN),
    ...(areProbablyPeople(services) ? peopleInstead : block('organisations:  # une organisation de territory.yml, ou outside', services, SHOWN)),
  ]
}

/** So many services, of hardly more than one device each, are not services. */
const [MANY_SERVICES, DEVICES_OF_ONE] = [20, 1.5]
const areProbablyPeople = (services: readonly Named[]): boolean =>
  services.length > MANY_SERVICES && services.reduce((sum, { devices }) => sum + devices, 0) < DEVICES_OF_ONE * services.length

const peopleInstead = ['# La colonne des services porte presque un nom par appareil, sans doute des personnes : ils ne sont pas montrés.', '# Donnez l’en-tête de la colonne des services dans « columns » de sources.yml (organisation).']

/** Lines to paste in matches.yml: names without a type, then those whose range gave one, to confirm; those of most devices first. */
export function matchesProposal(words: readonly LocalWord[]): string[] {
  const types = words.filter((word): word is TypeWord => word.kind === 'type').sort((a, b) => Number(a.guess !== null) - Number(b.guess !== null))
  return [
    ...block('models:', named(types.filter(({ model }) => model !== ''), modelName), Infinity),
    ...block('types:', named(types.filter(({ model, type }) => model === '' && type !== ''), ({ type }) => type), Infinity),
  ]
}

function modelName({ maker, model }: TypeWord): string {
  return model.toLowerCase().startsWith(maker.toLowerCase()) ? model : `${maker} ${model}`
}

/** Each name once, whatever the types it is written with. */
function named(words: readonly TypeWord[], nameOf: (word: TypeWord) => string): Named[] {
  return [...Map.groupBy(words, nameOf)].map(([name, same]) => {
    const [first] = same
    const written = first?.model && first.type ? `, type écrit ${quoted(first.type)}` : ''
    return { name, devices: same.reduce((sum, { devices }) => sum + devices, 0), value: first?.guess ?? '', comment: first?.guess ? ', déduit de la gamme' : written }
  })
}

function block(title: string, names: readonly Named[], most: number): string[] {
  if (names.length === 0) return []
  const shown = names.filter(({ name }) => !namesSomebody(name))
  const sorted = shown.sort((a, b) => Number(a.value !== '') - Number(b.value !== '') || b.devices - a.devices)
  const lines = sorted.slice(0, most).map(({ name, devices, value, comment }) => `  ${quoted(name)}: ${value}   # ${devices === 1 ? '1 appareil' : `${devices} appareils`}${comment}`)
  return [...(lines.length > 0 ? [title] : []), ...lines, ...(sorted.length > most ? [`  # et ${sorted.length - most} autres`] : []), ...hiddenNames(names.length - sorted.length)]
}

/** An e-mail or a telephone has no place in a file of the record: the column is to be mended. */
const hiddenNames = (count: number): string[] => (count === 0 ? [] : [`  # ${count} non montrés : un courriel, un téléphone, une adresse ou un nom de personne s’y trouve`])

/** As YAML writes it in double quotes: a name may hold a colon, a sign or a line end. */
function quoted(word: string): string {
  return stringify(word, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 }).trim()
}
