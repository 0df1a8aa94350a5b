import { defineAudit } from '#lib/define'
import { comparableLanguage, languageName, languageOf } from '#lib/words/language'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['wording', 'text'],
  references: rgaaTests('8.4.1', '8.7.1', '8.8.1'),
  text: {
    title: 'Langue des textes',
    failing: 'Un texte paraît écrit dans une autre langue que celle qui est indiquée.',
    why: 'Un lecteur d’écran prononce le texte dans la langue indiquée : un passage dans une autre langue devient incompréhensible.',
    mend: 'Indiquer la langue de la page sur html, et celle de chaque passage étranger par un attribut lang sur ce passage.',
  },
  limits: ['La langue est devinée parmi sept (français, anglais, allemand, espagnol, italien, portugais, néerlandais), sur des textes de 200 signes au moins ; une devinette ne prouve rien.', 'Une langue régionale ou rare n’est jamais mise en doute.', passIsNoProof],
  judge({ wording: { pageText, passages }, text: { lang } }) {
    const page = comparableLanguage(lang ?? '')
    const read = languageOf(pageText)
    const wrongPage = page !== null && read !== null && read !== page
    const doubts = passages.flatMap(({ selector, lang: said, own, text }) => {
      const [declared, guessed] = [comparableLanguage(said ?? ''), languageOf(text)]
      if (declared === null || guessed === null || declared === guessed || (!own && wrongPage)) return []
      return [{ test: own ? '8.8.1' : '8.7.1', selector, message: `ce passage paraît écrit en ${languageName(guessed)}, et sa langue est indiquée « ${said} » : « ${text.slice(0, 60)}… ».` }]
    })
    const wrong = wrongPage ? [{ test: '8.4.1', selector: 'html', message: `la page paraît écrite en ${languageName(read)}, et sa langue est indiquée « ${lang} ».` }] : []
    const compared = (page !== null && read !== null) || passages.some(({ lang: said, text }) => comparableLanguage(said ?? '') !== null && languageOf(text) !== null)
    return ownVerdict(compared, { doubtful: [...wrong, ...doubts] })
  },
})
