import { describe, expect, it } from 'vitest'
import { foreign, withoutMarks } from '#lib/words/foreign'
import { sentencesOf, translationOf } from '#lib/words/contents'

const contents = { 'Poids de la page': 'Weight of the page', '¤ images sur ¤': '¤ images of ¤', 'La page transfère ¤ ko.': 'The page transfers ¤ kB.' }

describe('a French text of the record', () => {
  it('is translated by itself', () => expect(translationOf('Poids de la page', 'en', contents)).toBe('Weight of the page'))

  it('keeps its figures, in their order, written as the language writes them', () => {
    expect(translationOf('3 images sur 12', 'en', contents)).toBe('3 images of 12')
    expect(translationOf('La page transfère 1 204,5 ko.', 'en', contents)).toBe('The page transfers 1,204.5 kB.')
    expect(translationOf('La page transfère 1771 ko.', 'en', contents)).toBe('The page transfers 1771 kB.')
    expect(translationOf('La page transfère 1,25 ko.', 'de', contents)).toBe('The page transfers 1,25 kB.')
  })

  it('that changed is missing rather than wrong', () => expect(translationOf('Poids de la page entière', 'en', contents)).toBeNull())
})

describe('a French sentence that holds names', () => {
  const withNames = {
    'Appel à {1} ({2}) : {3}.': 'Call to {1} ({2}): {3}.',
    'L’attribut {1} de la balise {2}, ¤ fois.': 'On {2}, ¤ times, the attribute {1}.',
    'À vérifier : {1}': 'To check: {1}',
    'carte': 'map', 'Ce lien est vide.': 'This link is empty.', 'Relevé le {1}.': 'Read on {1}.',
  }
  const inEnglish = (french: string) => { const said = translationOf(french, 'en', withNames); return said === null ? null : withoutMarks(said) }

  it('keeps them where the other language wants them, and its figures in their order', () => {
    expect(inEnglish('L’attribut size de la balise font, 1 204,5 fois.')).toBe('On font, 1,204.5 times, the attribute size.')
  })

  it('translates the words among them, in the middle of a sentence too', () => {
    expect(inEnglish('Appel à OpenStreetMap (carte) : États-Unis.')).toBe('Call to OpenStreetMap (map): United States.')
    expect(inEnglish('À vérifier : ce lien est vide.')).toBe('To check: this link is empty.')
    expect(inEnglish('Relevé le 1er\u00a0mars 2026.')).toBe('Read on 1 March 2026.')
    expect(translationOf('Relevé le 22\u00a0novembre 2026.', 'de', { 'Relevé le {1}.': 'Am {1} abgelesen.' })).toBe('Am 22. November 2026 abgelesen.')
  })

  it('writes a figure that stands among them the way of the language', () => {
    const between = { 'Échéance passée : {1}.': 'Due date passed: {1}.', '{1}, pour une cible de {2} au plus': '{1}, for a target of {2} at most', '{1} (entre {2} et {3})': '{1} (between {2} and {3})' }
    expect(translationOf('Échéance passée : 1,51 (entre 1,49 et 1,53), pour une cible de 1,4 au plus.', 'en', between)).toBe('Due date passed: 1.51 (between 1.49 and 1.53), for a target of 1.4 at most.')
    expect(translationOf('Échéance passée : 1,51.', 'de', { 'Échéance passée : {1}.': 'Frist vorbei: {1}.' })).toBe('Frist vorbei: 1,51.')
  })

  it('quotes what a page says in its own words', () => {
    expect(translationOf('Cookie « carte » (carte).', 'en', { ...withNames, 'Cookie « {1} » ({2}).': 'Cookie “{1}” ({2}).' })).toBe('Cookie “carte” (map).')
  })

  it('marks as French the words that nobody has translated, and leaves a name alone', () => {
    expect(translationOf('Appel à Réseau Social (carte) : x.', 'en', withNames)).toBe(`Call to ${foreign('Réseau Social')} (map): x.`)
  })

  it('says what axe expects as the translators of axe do', () => {
    expect(translationOf('À vérifier : Les images doivent avoir une alternative textuelle', 'de', { 'À vérifier : {1}': 'Zu prüfen: {1}' })).toBe('Zu prüfen: Abbildungen müssen einen Alternativtext besitzen')
  })

  it('is missing when it is of no known shape, and never takes long on a hostile one', () => {
    expect(inEnglish('Appel à rien.')).toBeNull()
    const hostile = `Appel à ${' ('.repeat(50_000)}`
    const began = performance.now()
    expect(inEnglish(hostile)).toBeNull()
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})

describe('the sentences of a publication', () => {
  it('are those of its prose and the words of its tables: no code, no date, no address, no name', () => {
    const publication = {
      id: 'page-weight', unit: 'B', text: { title: 'Poids', method: ['Une ligne.', ''] }, method: 3, name: 'Portail',
      breakdowns: [{ id: 'by-site', title: 'Par site', columns: [{ key: 'site', label: 'Site' }], rows: [{ site: 'Ordinateur portable', host: 'cdn.example', on: '2026-11', value: 3 }] }],
    }
    expect([...sentencesOf(publication)]).toEqual(['Poids', 'Une ligne.', 'Par site', 'Site', 'Ordinateur portable'])
  })

  it('are also what a town wrote in simple words, and who asked it', () => {
    expect([...sentencesOf({ id: 'cite', text: 'Répondre.', simple: 'Répondre aux habitants.', asked: { by: 'Des habitants du Canal', on: '2018' } })]).toEqual(['Répondre.', 'Répondre aux habitants.', 'Des habitants du Canal'])
  })
})
