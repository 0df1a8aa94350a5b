import { expect, it } from 'vitest'
import connector from '#connectors/purchase-log'
import { count, values } from './counted.ts'

const log = `Date;Objet;Fournisseur;Quantité;État;Montant HT;Option libre étudiée;Option libre retenue
03/02/2026;PC;ACME;30;Neuf;24 000 €;;
04/02/2026;PC;ACME;10;Reconditionné;3 000,50 €;;
05/02/2026;Écrans;ACME;;Réemploi;;;
06/02/2026;Logiciel;ACME;;;9 000;oui;non
07/02/2026;Logiciel;ACME;;;9 000;non;
08/02/2026;Café;ACME;;;90;;
`
it('purchases are shared in units and in spending, and renewals by whether a free option was compared, then chosen', () => {
  const read = count(connector, log)
  expect(values(read)).toEqual({
    'purchases.units 2026': 41, 'purchases.reused-units 2026': 11, 'purchases.spend 2026': 27_000.5, 'purchases.reused-spend 2026': 3_000.5,
    'software.renewals 2026': 2, 'software.renewals-compared 2026': 1, 'software.renewals-free 2026': 0,
  })
  expect(read.report.notes.at(-1)?.message).toMatch(/^1 achats sans état/)
  expect(JSON.stringify(read)).not.toContain('ACME')
})
