import { expect, it } from 'vitest'
import { byKey } from '../../src/client/sort-key.ts'

it('sorts figures as figures and words as the language does, unknown last both ways', () => {
  expect(['10', '', '9', '0.5'].sort(byKey('ascending', 'fr'))).toEqual(['0.5', '9', '10', ''])
  expect(['10', '', '9', '0.5'].sort(byKey('descending', 'fr'))).toEqual(['10', '9', '0.5', ''])
  expect(['zone', 'école', 'eau'].sort(byKey('ascending', 'fr'))).toEqual(['eau', 'école', 'zone'])
})
