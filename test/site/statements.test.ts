import { describe, expect, inject, it } from 'vitest'
import { htmlOf } from './pages.ts'
import type { BuiltSite } from './setup.ts'

const [site, served, strasbourg] = [inject('atRoot'), inject('internal'), inject('strasbourg')]
const words = (built: BuiltSite, address: string) => htmlOf(built, address).replaceAll(/<[^>]+>/g, ' ').replaceAll(/[\s\u00a0\u202f]+/g, ' ')

describe('the notices that a publisher owes', () => {
  it('name who answers for the publication and who hosts it, as the town wrote them', () => {
    const about = words(site, '/a-propos/')
    for (const text of ['Direction de la publication Le maire de Villeneuve', 'Hébergement Régie de Villeneuve, 1 place de l’Exemple']) expect(about).toContain(text)
    expect(about).not.toContain('À compléter par la collectivité')
  })

  it('say what a town has not written yet, and that it is for the town to write', () => {
    expect(words(strasbourg, '/a-propos/')).toContain('Direction de la publication À compléter par la collectivité Hébergement À compléter par la collectivité')
    expect(words(strasbourg, '/vie-privee/')).toContain('sont à écrire ici par la collectivité')
  })

  it('say whom to ask about personal data, and what the host logs', () => {
    const privacy = words(site, '/vie-privee/')
    for (const text of ['Protection des données : dpd@villeneuve.example', 'L’hébergeur garde un journal pendant sept jours.']) expect(privacy).toContain(text)
  })

  it('say that there is no form where there is none, and what becomes of what is written where there is one', () => {
    expect(words(site, '/vie-privee/')).toContain('aucun formulaire')
    expect(htmlOf(site, '/accessibilite/')).not.toContain('<form')
    expect(htmlOf(served, '/accessibilite/')).toContain('<form')
    expect(words(served, '/vie-privee/')).not.toContain('aucun formulaire')
    expect(words(served, '/vie-privee/')).toContain('Un seul formulaire, pour signaler un obstacle')
  })

  it('give the three ways to the Défenseur des droits that the model of the statement gives', () => {
    for (const text of ['formulaire.defenseurdesdroits.fr', 'defenseurdesdroits.fr/saisir/delegues', 'Libre réponse 71120, 75342 Paris CEDEX 07']) expect(htmlOf(site, '/accessibilite/')).toContain(text)
  })
})
