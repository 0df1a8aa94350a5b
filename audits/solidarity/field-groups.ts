import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

const kinds = { radio: ['boutons radio', 'regroupés'], checkbox: ['cases à cocher', 'regroupées'] } as const

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['fields'],
  references: rgaaTests('11.5.1', '11.6.1'),
  text: {
    title: 'Regroupement des champs',
    failing: 'Des réponses à une même question ne sont pas regroupées, ou leur groupe n’a pas de nom.',
    why: 'Un lecteur d’écran annonce « oui » et « non » ; sans le groupe, la question n’est pas dite.',
    mend: 'Entourer les réponses d’un fieldset, et écrire la question dans son legend.',
  },
  limits: ['Des champs qui portent chacun un nom complet (aria-label, title) ne demandent pas de groupe.', 'Les cases à cocher des lignes d’un tableau ne sont pas regardées.', passIsNoProof],
  judge({ fields: { sets, groups } }) {
    const asked = sets.filter(({ inTable }) => !inTable)
    const nameless = groups.filter(({ name, eachNamed }) => name === '' && !eachNamed)
    const proven = [
      ...asked.filter(({ grouped, eachNamed }) => !grouped && !eachNamed).map(({ kind, count, name, selector }) => ({ test: '11.5.1', selector, message: `Ces ${count} ${kinds[kind][0]} (« ${name} ») ne sont pas ${kinds[kind][1]}.` })),
      ...nameless.filter(({ fields }) => fields > 1).map(({ fields, selector }) => ({ test: '11.6.1', selector, message: `Ce groupe de ${fields} champs n’a pas de légende.` })),
    ]
    const doubtful = nameless.filter(({ fields }) => fields === 1).map(({ selector }) => ({ test: '11.6.1', selector, message: 'ce groupe, d’un seul champ, n’a pas de légende.' }))
    return ownVerdict(asked.length + groups.length > 0, { proven, doubtful })
  },
})
