import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

/** Public identifiers of the document types that the W3C recommended (www.w3.org/QA/2002/04/valid-dtd-list.html), in lower case. */
const w3cTypes = /^-\/\/(w3c\/\/dtd (html 4\.01( transitional| frameset)?|html 4\.0( transitional| frameset)?|html 3\.2( final)?|xhtml 1\.0 (strict|transitional|frameset)|xhtml 1\.1|xhtml basic 1\.[01]|xhtml\+rdfa 1\.[01]|xhtml 1\.1 plus mathml 2\.0( plus svg 1\.1)?)|ietf\/\/dtd html( 2\.0)?|wapforum\/\/dtd xhtml mobile 1\.[0-2])\/\/en$/
/** XML asks for both identifiers; SGML, which HTML 4 follows, for the public one. */
const needsSystemId = /xhtml/

type Doctype = { name: string; publicId: string; systemId: string }

function isValid({ name, publicId, systemId }: Doctype): boolean {
  if (name.toLowerCase() !== 'html') return false
  if (publicId === '') return systemId === '' || systemId === 'about:legacy-compat'
  const known = publicId.toLowerCase().replace(/\s+/g, ' ')
  return w3cTypes.test(known) && (systemId !== '' || !needsSystemId.test(known)) && (systemId === '' || /^https?:\/\/www\.(w3|wapforum)\.org\/|^[\w-]+\.dtd$/i.test(systemId))
}

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['source'],
  references: rgaaTests('8.1.1', '8.1.2', '8.1.3'),
  text: {
    title: 'Type du document',
    failing: 'La page n’annonce pas son type de document, ou l’annonce mal.',
    why: 'Sans type de document, le navigateur imite ceux des années 1990 : la mise en page et les aides techniques peuvent en souffrir.',
    mend: 'Commencer le code de chaque page par <!doctype html>, avant toute autre chose.',
  },
  limits: ['Le code est lu tel que le serveur l’a envoyé, par les règles du standard HTML.'],
  judge({ source: { doctype, misplacedDoctype } }) {
    if (doctype === null) {
      const proven = misplacedDoctype
        ? { test: '8.1.3', message: 'Le type de document est annoncé après le début de la page : le navigateur ne le lit pas.' }
        : { test: '8.1.1', message: 'La page n’annonce pas de type de document.' }
      return ownVerdict(true, { proven: [proven] })
    }
    const { publicId, systemId } = doctype
    const proven = isValid(doctype) ? [] : [{ test: '8.1.2', message: `Le type de document annoncé n’est pas l’un de ceux du W3C : « ${[doctype.name, publicId, systemId].filter((part) => part !== '').join(' ').slice(0, 150)} ».` }]
    return ownVerdict(true, { proven })
  },
})
