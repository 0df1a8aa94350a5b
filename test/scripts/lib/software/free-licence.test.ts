import { expect, it } from 'vitest'
import { isFreeLicence } from '#effects/software/free-licence'

it('a licence is free by its SPDX identifier, its name, or the words of a register; unknown is not proprietary', () => {
  for (const free of ['AGPL-3.0-only', 'GPL v2 ou ultérieure', 'MIT License', 'EUPL-1.2', 'Logiciel libre', 'open source', 'CeCILL 2.1']) expect(isFreeLicence(free), free).toBe(true)
  for (const closed of ['Propriétaire', 'licence commerciale', 'éditeur', 'gratuit', 'non libre', 'BUSL-1.1']) expect(isFreeLicence(closed), closed).toBe(false)
  expect(isFreeLicence('à vérifier')).toBeNull()
})
