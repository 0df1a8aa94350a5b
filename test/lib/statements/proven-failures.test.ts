import { expect, test } from 'vitest'
import { provenFailures } from '#lib/statements/proven-failures'
import { rgaaGrid } from '../../../src/rgaa.ts'
import { aPage } from '../../published-builders.ts'

const seen = (id: string, ...messages: string[]) => ({
  ...aPage(id), status: 'measured' as const,
  verdicts: { 'solidarity/reflow': { outcome: 'fail' as const, measure: null, details: {}, findings: messages.map((message) => ({ message, references: [{ standard: 'rgaa' as const, id: '10.11.1' }] })) } },
})

test('the draft of a statement says once what differs by its figures alone, with how many more there are and on how many pages', () => {
  const failures = provenFailures([seen('accueil', 'Ce contenu va jusqu’à 425 pixels.', 'Ce contenu va jusqu’à 434,5 pixels.'), seen('plan', 'Ce contenu va jusqu’à 425 pixels.', 'Ce tableau dépasse.')], rgaaGrid)
  expect(failures).toEqual([
    { criterion: '10.11', message: 'Ce contenu va jusqu’à 425 pixels. Et 1 autre du même genre.', pages: 2 },
    { criterion: '10.11', message: 'Ce tableau dépasse.', pages: 1 },
  ])
})
