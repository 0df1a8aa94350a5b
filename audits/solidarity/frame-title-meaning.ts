import { defineAudit } from '#lib/define'
import { fold } from '#lib/words/fold'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

/** Titles that say only that there is a frame: words that editors and tools leave by default. */
const emptyTitles = new Set(['', 'iframe', 'frame', 'cadre', 'untitled', 'sans titre', 'title', 'titre', 'embed', 'embedded content', 'contenu', 'content'])
const isAddress = (title: string) => /^(https?:)?\/\/\S+$/.test(title) || /^\S+\.(html?|php|aspx?|jsp)(\?\S*)?$/.test(title)

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['structure'],
  references: rgaaTests('2.2.1'),
  text: {
    title: 'Sens du titre des cadres',
    failing: 'Le titre d’un cadre ne dit pas ce que le cadre contient.',
    why: 'Entendre « iframe » ou une adresse n’aide pas à choisir d’entrer dans le cadre ou de passer.',
    mend: 'Écrire dans title ce que le cadre apporte, en quelques mots, et des titres différents pour des contenus différents.',
  },
  limits: ['Le test reconnaît un titre vide, passe-partout ou réduit à une adresse ; il ne juge pas un titre plus long.', passIsNoProof],
  judge({ structure: { frames } }) {
    const titled = frames.flatMap(({ title, ...frame }) => (title === null ? [] : [{ ...frame, title: fold(title), said: title }]))
    const hollow = (title: string) => emptyTitles.has(title) || isAddress(title)
    const proven = titled.filter(({ title }) => hollow(title)).map(({ selector, said }) => ({ test: '2.2.1', selector, message: said.trim() === '' ? 'Le titre de ce cadre est vide.' : `Le titre « ${said} » ne dit pas ce que contient ce cadre.` }))
    const twins = [...Map.groupBy(titled.filter(({ title }) => !hollow(title)), ({ title }) => title).values()].filter((same) => new Set(same.map(({ address }) => address)).size > 1)
    const doubtful = twins.flatMap((same) => same.slice(1).map(({ selector, said }) => ({ test: '2.2.1', selector, message: `plusieurs cadres différents portent le titre « ${said} ».` })))
    return ownVerdict(titled.length > 0, { proven, doubtful })
  },
})
