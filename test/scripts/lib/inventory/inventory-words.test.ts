import { describe, expect, it } from 'vitest'
import { loadFactorBook } from '#effects/territory/factors'
import { outletOfWords, serialKey, stateOfWords, typeOfWords } from '#effects/inventory/inventory-words'

describe('the words of an inventory', () => {
  it.each([
    ['Ordinateurs portables', 'laptop'], ['PC portable 15"', 'laptop'], ['UC', 'desktop'], ['Écran 24 pouces', 'monitor'], ['Téléphone portable', 'smartphone'],
    ['téléphone', 'ip-phone'], ['Imprimante multifonction', 'printer-a3'], ['IMPRIMANTE LASER', 'printer'], ['Switches', 'switch'], ['Borne Wi-Fi', 'access-point'],
    ['Sacoche pour portable', null], ['Écran interactif', null], ['', null],
  ])('make of « %s » the type %s', (label, type) => {
    expect(typeOfWords(label)).toBe(type)
  })

  it('lead to types that have a factor', async () => {
    const { devices } = await loadFactorBook()
    const labels = ['portable', 'pc', 'station de travail', 'client léger', 'écran', 'tv', 'vidéoprojecteur', 'smartphone', 'téléphone ip', 'tablette', 'imprimante', 'copieur', 'serveur', 'baie de stockage', 'switch', 'routeur', 'pare-feu', 'point d’accès', 'box']
    expect(labels.filter((label) => !devices.has(typeOfWords(label) ?? ''))).toEqual([])
  })

  it('tell what is in use, in stock and retired', () => {
    expect(['Affecté', 'EN STOCK', 'Réformée', 'Hors service', 'Voir avec Régis'].map(stateOfWords)).toEqual(['in-use', 'in-stock', 'retired', 'retired', null])
  })

  it('tell where a retired device went, when they do', () => {
    expect(['Don à une association', 'D3E', 'placard'].map(outletOfWords)).toEqual(['reuse', 'recycling', null])
  })

  it('do not take a filler for a serial', () => {
    const fillers = ['N/A', 'inconnu', '0000', '00 00', 'xxxxx', '???', 'To be filled by O.E.M.', 'Absent', 'à compléter', 'En attente', 'Pas de N°', 'non communiqué', 'Not Specified', 'ND']
    expect(fillers.filter((text) => serialKey(text) !== null)).toEqual([])
    expect([' ab-12 ', 'A 123', 'NON12', 'EN 4711'].map(serialKey)).toEqual(['ab12', 'a123', 'non12', 'en4711'])
  })
})
