import { expect, test } from 'vitest'
import { fold } from '#lib/words/fold'

test.each([
  ['Accessibilité\u00a0:  NON conforme', 'accessibilite : non conforme'],
  ['l’État', "l'etat"],
  ['  e\u0301diteur\n ﬁn ', 'editeur fin'],
  ['', ''],
])('%j is heard as %j', (text, heard) => expect(fold(text)).toBe(heard))
