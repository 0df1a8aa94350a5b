import { expect, it } from 'vitest'
import connector from '#connectors/fibre-coverage'
import { count, values } from './counted.ts'

it('premises that can have fibre are added over the communes of the territory', () => {
  const read = count(connector, 'code_insee;locaux;raccordables;trimestre\n99901;1000;900;06/2026\n99902;500;450;06/2026\n75056;9;9;06/2026\n99901;10;11;09/2026\n')
  expect(values(read)).toEqual({ 'access.premises 2026-06': 1500, 'access.fibre-premises 2026-06': 1350 })
  expect(read.report.rejected.map(({ line }) => line)).toEqual([5])
})
