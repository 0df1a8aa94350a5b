import { expect, it } from 'vitest'
import connector from '#connectors/grant-register'
import { count, values } from './counted.ts'

const register = `nomAttribuant,dateConvention,nomBeneficiaire,idBeneficiaire,objet,montant,diagnostic
Métropole,2026-02-01,Boulangerie,99990000100011,Beecome : site,1500,oui
Métropole,2026-05-01,Boulangerie,999900001 00029,Beecome : caisse,1500,oui
Métropole,2026-06-01,Fleuriste,99990000200012,BEECOME diagnostic,0,oui
Métropole,2026-07-01,Club,99990000300013,Sport,900,
`
it('companies count once a year whatever their grants, of one scheme, and are never named', () => {
  const read = count(connector, register, { scheme: 'Beecome' })
  expect(values(read)).toEqual({ 'business.supported 2026': 2, 'business.granted 2026': 1, 'business.grants 2026': 3000, 'business.diagnosed 2026': 2 })
  expect(read.report.notes.at(-1)?.message).toContain('1 subventions d’un autre dispositif')
  expect(JSON.stringify(read)).not.toMatch(/Boulangerie|9999/)
})
it('without a scheme every grant counts', () => {
  expect(values(count(connector, register))['business.supported 2026']).toBe(3)
})
