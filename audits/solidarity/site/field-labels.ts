import { defineSiteAudit } from '#lib/define'
import { fold } from '#lib/words/fold'
import { ownCheck, ownVerdict, rgaaTests } from '../../own-check.ts'
import { pageOf, sampleLimits } from '../../site-check.ts'

/** The label without what marks a duty or an example: "Courriel * (obligatoire) :" is "courriel". */
const wordsOf = (label: string) => fold(label).replace(/\([^)]*\)|\bobligatoire\b|[*:]/g, ' ').replace(/\s+/g, ' ').trim()

export default defineSiteAudit({
  method: 2,
  ...ownCheck,
  needs: ['fields'],
  references: rgaaTests('11.3.2'),
  text: {
    title: 'Étiquettes d’un même champ',
    failing: 'Un même champ change de nom d’une page à l’autre.',
    why: 'Une personne qui peine à lire reconnaît un champ à son nom : « Courriel » ici et « Identifiant » là font douter.',
    mend: 'Donner le même nom, partout, au champ qui demande la même chose.',
  },
  limits: ['Deux champs sont tenus pour le même quand ils portent le même jeton autocomplete. Deux noms peuvent dire la même chose : c’est une piste.', ...sampleLimits],
  judge(pages) {
    const fields = pages.flatMap(({ page, url, artifacts: { fields: { entries } } }) => entries.flatMap(({ selector, label, autocomplete }) => {
      const token = fold(autocomplete ?? '')
      return token === '' || /^(on|off)$/.test(token) || wordsOf(label) === '' ? [] : [{ page, url, selector, label, token }]
    }))
    // A page that asks the same thing twice asks it of two people, or to be sure.
    const once = [...Map.groupBy(fields, ({ token, url }) => `${token} ${url}`).values()].filter((same) => same.length === 1).flat()
    const repeated = [...Map.groupBy(once, ({ token }) => token).values()].filter((same) => same.length > 1)
    return ownVerdict(repeated.length > 0, { doubtful: repeated.flatMap((same) => {
      const [first, ...others] = new Map(same.map((field) => [wordsOf(field.label), field])).values()
      return others.map(({ selector, label, token, ...where }) => ({ test: '11.3.2', selector, ...pageOf(where), message: `ce champ (${token}) s’appelle « ${label.slice(0, 60)} », et ailleurs « ${first?.label.slice(0, 60)} ».` }))
    }) })
  },
})
