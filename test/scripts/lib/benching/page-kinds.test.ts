import { expect, it } from 'vitest'
import { pageOfEachKind } from '#effects/benching/page-kinds'

const names = Array.from({ length: 12 }, (_, index) => `nom-${index}`)

it('takes one page of each kind, the one that ranks highest among those that differ by a name', () => {
  const paths = ['/', '/sites/', ...names.map((name) => `/sites/${name}/`), ...names.map((name) => `/indicateurs/${name}/`), '/indicateurs/nom-3/detail/', '/indicateurs/nom-4/detail/', '/indicateurs/nom-3/explication/', '/simple/aide/', '/simple/promesses/']
  const heaviest = ['/sites/nom-7/', '/indicateurs/nom-2/', '/indicateurs/nom-4/detail/']
  expect(pageOfEachKind(paths, (path) => (heaviest.includes(path) ? 2 : 1))).toEqual(['/', '/sites/', '/sites/nom-7/', '/indicateurs/nom-2/', '/indicateurs/nom-4/detail/', '/indicateurs/nom-3/explication/', '/simple/aide/', '/simple/promesses/'])
})
