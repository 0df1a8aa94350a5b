import { expect, it } from 'vitest'
import connector from '#connectors/software-register'
import { count, values } from './counted.ts'

const register = `Application;Licence;SILL;Utilisateurs;En service;Hébergement;Contrôle européen
Parapheur;AGPL-3.0-only;;400;oui;interne;
Courriel;Propriétaire;;2 000;oui;Europe;non
Cartes;;24;50;oui;Europe;oui
Paie;;;30;oui;Hors UE;non
Ancien outil;MIT;;9;non;interne;
Paie;Propriétaire;;30;oui;interne;
`
it('a register says the free share, by application and by users, and never takes an unknown licence for free', () => {
  expect(values(count(connector, register))).toMatchObject({
    'software.applications 2026': 4, 'software.free 2026': 2, 'software.licence-unknown 2026': 1, 'software.in-sill 2026': 1, 'software.users 2026': 2480, 'software.users-free 2026': 450,
  })
})
it('hosting in Europe is not control from Europe', () => {
  expect(values(count(connector, register))).toMatchObject({ 'hosting.controlled 2026': 2, 'hosting.applications 2026 eu-provider other': 1, 'hosting.applications 2026 eu-provider eu': 1, 'hosting.applications 2026 other other': 1 })
})
it('an application out of service is set apart, one written twice is a duplicate, and no name leaves', () => {
  const read = count(connector, register)
  expect(read.report.duplicates).toEqual([{ line: 7, sameAs: 5 }])
  expect(read.report.notes.map(({ message }) => message)).toContain('1 applications qui ne sont plus en service : mises à part.')
  expect(JSON.stringify(read)).not.toMatch(/Parapheur|Courriel/)
})
