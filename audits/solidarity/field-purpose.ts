import { defineAudit } from '#lib/define'
import { fold } from '#lib/words/fold'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

/** Purposes of WCAG 1.3.5 that a label names whole, in French or in English, and the tokens of HTML that say them. */
const purposes: readonly { label: RegExp; tokens: readonly string[]; words: string }[] = [
  { label: /^(nom( de famille)?|last name|surname)$/, tokens: ['family-name', 'name'], words: 'family-name' },
  { label: /^(prenom|first name)$/, tokens: ['given-name', 'additional-name', 'name'], words: 'given-name' },
  { label: /^(nom et prenom|prenom et nom|nom,? prenom|nom complet|full name)$/, tokens: ['name'], words: 'name' },
  { label: /^(courriel|e-?mail|mail|adresse (e-?mail|mail|courriel|electronique|de courriel)|email address)$/, tokens: ['email', 'username'], words: 'email' },
  { label: /^((numero de )?telephone( (portable|mobile|fixe))?|tel\.?|mobile|phone( number)?)$/, tokens: ['tel', 'tel-national', 'tel-local'], words: 'tel' },
  { label: /^(code postal|postal code|zip code)$/, tokens: ['postal-code'], words: 'postal-code' },
  { label: /^(adresse( postale)?|numero et (nom de )?(rue|voie))$/, tokens: ['street-address', 'address-line1', 'address-line2', 'address-line3'], words: 'street-address' },
  { label: /^(date de naissance|birth date|date of birth)$/, tokens: ['bday'], words: 'bday' },
]

/** Words of a form that asks about someone else: the browser's own data would then be wrong. */
const someoneElse = /annuaire|recherch|trouver|\bagents?\b|\belus?\b|patient|candidat|invite|accompagn|adherent|personnes? a (prevenir|contacter)|en cas d.urgence|enfant|eleve|conjoint|beneficiaire|defunt|titulaire|mandataire|representant|tuteur|association|entreprise|societe|organisme|etablissement|employeur|un ami|destinataire|proche|temoin|parrain|parent|signale/

/** A label without the marks of an obligation, its example and its punctuation; `yours` when it says whose it is. */
function readLabel(label: string): { bare: string; yours: boolean } {
  const plain = fold(label).replace(/\(.*?\)|\*|:|\b(obligatoire|requis|facultatif|optionnel|required)\b/g, ' ').replace(/\s+/g, ' ').trim()
  const bare = plain.replace(/^(votre|vos|mon|ma|my|your)\s+/, '').replace(/[ .,;-]+$/, '')
  return { bare, yours: plain !== bare && /^(votre|vos|mon|ma|my|your)\s/.test(plain) }
}

const tokenOf = (autocomplete: string | null) => (autocomplete ?? '').trim().toLowerCase().split(/\s+/).filter((token) => token !== 'webauthn').at(-1) ?? ''

export default defineAudit({
  method: 2,
  ...ownCheck,
  needs: ['fields'],
  references: rgaaTests('11.13.1'),
  text: {
    title: 'Remplissage automatique',
    failing: 'Un champ qui demande une donnée de la personne ne dit pas laquelle au navigateur.',
    why: 'Qui écrit avec peine compte sur le navigateur pour remplir son nom ou son adresse, ou pour afficher un pictogramme connu.',
    mend: 'Ajouter l’attribut autocomplete avec le mot du standard : name, email, tel, street-address, postal-code, bday.',
  },
  limits: ['Le champ est reconnu par son étiquette entière ; les recherches et les formulaires qui parlent d’une autre personne sont laissés de côté.', 'Un champ isolé dont l’étiquette ne dit pas de qui il s’agit est à vérifier.', passIsNoProof],
  judge({ fields: { entries, forms } }) {
    const known = entries.flatMap((entry) => {
      const { bare, yours } = readLabel(entry.label)
      const purpose = purposes.find(({ label }) => label.test(bare))
      const form = forms[entry.form]
      return purpose && form && !form.search ? [{ ...entry, purpose, yours, aboutOther: someoneElse.test(fold(form.words)) }] : []
    })
    const sights = known.filter(({ autocomplete, purpose }) => !purpose.tokens.includes(tokenOf(autocomplete))).map(({ selector, label, autocomplete, purpose, yours, aboutOther, form }) => {
      const several = new Set(known.filter((other) => other.form === form).map((other) => other.purpose.words)).size > 1
      const found = tokenOf(autocomplete) === '' ? 'n’a pas d’attribut autocomplete' : `a l’attribut autocomplete="${(autocomplete ?? '').slice(0, 40)}"`
      return { proven: (yours || several) && !aboutOther, test: '11.13.1', selector, words: `e champ « ${label.slice(0, 60)} » ${found} ; la valeur attendue est ${purpose.words}.` }
    })
    return ownVerdict(known.length > 0, {
      proven: sights.filter(({ proven }) => proven).map(({ test, selector, words }) => ({ test, selector, message: `L${words}` })),
      doubtful: sights.filter(({ proven }) => !proven).map(({ test, selector, words }) => ({ test, selector, message: `l${words}` })),
    })
  },
})
