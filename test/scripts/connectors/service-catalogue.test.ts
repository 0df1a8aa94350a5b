import { expect, it } from 'vitest'
import connector from '#connectors/service-catalogue'
import { count, values } from './counted.ts'

it('a commune counts once whatever it uses; a pilot, an end and a start to come are not a use', () => {
  const read = count(connector, 'Service;Commune;Depuis;Fin;Statut\nParapheur;Voisine;01/01/2025;;en service\nCourriel;Voisine;01/01/2025;;\nCourriel;Autre;01/01/2025;31/12/2025;\nArchives;Autre;01/01/2027;;\nArchives;Ville;01/02/2026;;pilote\n')
  expect(values(read)).toEqual({ 'cooperation.communes-using 2026': 1, 'cooperation.services 2026': 2, 'cooperation.pilots 2026': 1 })
})

it('a pilot that other communes took over is told, once, and is a use', () => {
  const read = count(connector, 'Service;Commune;Statut\nParapheur;Voisine;étendu\nParapheur;Autre;étendu\nCourriel;Autre;en service\n')
  expect(values(read)).toEqual({ 'cooperation.communes-using 2026': 2, 'cooperation.services 2026': 2, 'cooperation.pilots-extended 2026': 1 })
})
