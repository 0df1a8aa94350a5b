import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['markup', 'source'],
  references: rgaaTests('8.2.1'),
  text: {
    title: 'Écriture du code',
    failing: 'Des identifiants ou des attributs sont écrits deux fois.',
    why: 'Une étiquette ou une description peut alors être rattachée au mauvais élément, et un navigateur comprendre autre chose que l’auteur.',
    mend: 'Donner à chaque élément un identifiant unique, écrire chaque attribut une fois, et passer le gabarit dans un validateur HTML.',
  },
  limits: [
    'Depuis 2023, le W3C tient le critère 4.1.1 des WCAG pour toujours satisfait ; le RGAA 4.1.2 demande encore un code valide.',
    'Les identifiants sont lus dans la page telle que les scripts l’ont faite ; les attributs et les balises, dans le code envoyé.',
    passIsNoProof,
  ],
  judge({ markup: { duplicateIds }, source: { errors } }) {
    const sights = (code: (typeof errors)[number]['code'], say: (words: string) => string) =>
      errors.filter((error) => error.code === code).map(({ line, words }) => ({ test: '8.2.1', message: `${say(words.slice(0, 60))}, ligne ${line} du code envoyé.` }))
    const proven = [
      ...duplicateIds.map(({ id, times, selector }) => ({ test: '8.2.1', selector, message: `L’identifiant « ${id} » est donné à ${times} éléments.` })),
      ...sights('duplicate-attribute', (words) => `L’attribut « ${words} » est écrit deux fois sur le même élément`),
    ]
    const doubtful = sights('unclosed-element', (words) => `une balise ${words} n’est pas fermée, ou en croise une autre`)
    return ownVerdict(true, { proven, doubtful })
  },
})
