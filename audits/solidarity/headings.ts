import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['structure'],
  references: rgaaTests('9.1.1', '9.1.2', '9.1.3'),
  text: {
    title: 'Titres dans la page',
    failing: 'Un titre est vide.',
    why: 'Les personnes qui écoutent la page se déplacent de titre en titre : un titre vide ou un niveau sauté les égare.',
    mend: 'Retirer les titres vides, faire suivre les niveaux (h2, puis h3), et baliser comme titres les lignes qui en jouent le rôle.',
  },
  limits: ['Un niveau sauté et une ligne qui ressemble à un titre sont des pistes : le sens du texte décide.', 'Le test ne juge pas si un titre annonce bien ce qui le suit.', passIsNoProof],
  judge({ structure: { headings, headingLike } }) {
    const proven = headings.filter(({ text }) => text === '').map(({ selector, level }) => ({ test: '9.1.2', selector, message: `Ce titre de niveau ${level} est vide.` }))
    const jumps = headings.flatMap(({ level, selector }, index) => {
      const before = headings[index - 1]?.level ?? level
      return level > before + 1 ? [{ test: '9.1.1', selector, message: `un titre de niveau ${level} suit un titre de niveau ${before}.` }] : []
    })
    const alike = headingLike.map(({ selector, text }) => ({ test: '9.1.3', selector, message: `cette ligne ressemble à un titre sans en être un : « ${text} ».` }))
    return ownVerdict(headings.length + headingLike.length > 0, { proven, doubtful: [...jumps, ...alike] })
  },
})
