import { expect, test } from 'vitest'
import audit from '#audits/solidarity/document-type'
import { aSource } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

const judge = (part: Parameters<typeof aSource>[0]) => audit.judge({ source: aSource(part) }, aContext())
const typed = (publicId: string, systemId = '', name = 'html') => judge({ doctype: { name, publicId, systemId } })

test('HTML5, HTML 4.01 and XHTML 1.0 are types of the W3C', () => {
  expect(typed('').outcome).toBe('pass')
  expect(typed('', 'about:legacy-compat').outcome).toBe('pass')
  expect(typed('-//W3C//DTD HTML 4.01 Transitional//EN', 'http://www.w3.org/TR/html4/loose.dtd').outcome).toBe('pass')
  expect(typed('-//W3C//DTD XHTML 1.0 Strict//EN', 'http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd').outcome).toBe('pass')
})

test.each([['-//VILLE//DTD HTML//EN', '', 'html'], ['', 'perso.dtd', 'html'], ['', '', 'svg'], ['-//W3C//DTD XHTML 1.0 Strict//EN', '', 'html']])('%s %s %s is not one', (publicId, systemId, name) => {
  expect(typed(publicId, systemId, name)).toMatchObject({ outcome: 'fail', findings: [{ references: [{ id: '8.1.2' }, { standard: 'wcag' }] }] })
})

test('none is 8.1.1; one that comes too late is 8.1.3', () => {
  expect(judge({ doctype: null }).findings[0]?.references[0]?.id).toBe('8.1.1')
  expect(judge({ doctype: null, misplacedDoctype: true }).findings[0]?.references[0]?.id).toBe('8.1.3')
})
