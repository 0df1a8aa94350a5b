import { expect, it } from 'vitest'
import connector from '#connectors/reuse-log'
import { count, values } from './counted.ts'

const log = `Date de sortie;Quantité;Date d’achat;Fonctionnel;Destination;Bordereau;Poids kg
01/03/2026;10;01/03/2020;oui;Réemploi;BT-77;
02/03/2026;4;;oui;Réemploi;;
03/03/2026;6;;oui;Habitants;BT-78;
04/03/2026;5;03/03/2016;oui;DEEE;TD-9;120,5
05/03/2026;2;;non;DEEE;;30
06/03/2026;1;;oui;DEEE;TD-10;
07/03/2026;1;;oui;;;
`
it('only a signed transfer is a reuse, and devices over ten years or out of order are not those that could be reused', () => {
  expect(values(count(connector, log))).toEqual({ 'disposals.retired 2026': 20, 'disposals.reused 2026': 16, 'equipment.passed-on 2026': 6, 'waste.handed-over 2026': 150.5, 'waste.traced 2026': 120.5 })
})
it('waste without a weight and a blank destination are refused, and the number of a slip is never written', () => {
  const read = count(connector, log)
  expect(read.report.rejected.map(({ line, reason }) => [line, reason])).toEqual([[7, 'déchets sans poids'], [8, 'destination vide']])
  expect(JSON.stringify(read)).not.toMatch(/BT-7|TD-/)
})
