import type { Artifacts } from '#model/evidence'

type Part<K extends keyof Artifacts> = Partial<Artifacts[K]>

/** What the collectors of accessibility read on a page where there is nothing to say, unless said otherwise. */
export const aSource = (part: Part<'source'> = {}): Artifacts['source'] => ({ doctype: { name: 'html', publicId: '', systemId: '' }, misplacedDoctype: false, errors: [], ...part })
export const aMarkup = (part: Part<'markup'> = {}): Artifacts['markup'] => ({ html5: true, duplicateIds: [], presentational: [], hollow: [], ...part })
export const aStructure = (part: Part<'structure'> = {}): Artifacts['structure'] => ({
  html5: true, frames: [], linkCount: 0, emptyLinks: [], headings: [], headingLike: [], regions: { main: 1, roleMain: 0, header: 1, nav: 1, footer: 1 }, ...part,
})
export const aWording = (part: Part<'wording'> = {}): Artifacts['wording'] => ({ pageText: '', passages: [], rightToLeft: [], rightToLeftCount: 0, otherDirections: [], directionCount: 0, ...part })
export const someFields = (part: Part<'fields'> = {}): Artifacts['fields'] => ({ sets: [], groups: [], entries: [], forms: [], ...part })
export const someStyles = (part: Part<'styles'> = {}): Artifacts['styles'] => ({ rules: 10, complete: true, loneColours: [], hoverRules: 0, hoverOnly: [], ...part })
export const aMovement = (part: Part<'movement'> = {}): Artifacts['movement'] => ({ openedWindows: [], animations: [], media: [], hasPauseControl: false, ...part })
export const someDownloads = (part: Part<'downloads'> = {}): Artifacts['downloads'] => ({ linked: 0, files: [], notRead: 0, ...part })
export const aReflow = (part: Part<'reflow'> = {}): Artifacts['reflow'] => ({ widthPx: 320, scrollWidthPx: 320, scrolls: false, explained: false, wide: [], ...part })
export const aTextSpacing = (part: Part<'textSpacing'> = {}): Artifacts['textSpacing'] => ({ texts: 12, clipped: [], overlapping: [], ...part })
export const aKeyboard = (part: Part<'keyboard'> = {}): Artifacts['keyboard'] => ({ stops: 8, ended: 'end', trap: [], unmarked: [], skipLink: null, stopsBeforeMain: 0, ...part })

/** A page of text, with nothing else in it. */
export const someContents = (part: Part<'contents'> = {}): Artifacts['contents'] => ({ frames: 0, images: 0, media: 0, drawings: 0, vectors: 0, tables: 0, fields: 0, buttons: 0, opaque: 0, ...part })
type Mark = Artifacts['navigation']['marks'][number]
export const aMark = (kind: Mark['kind'], part: Partial<Mark> = {}): Mark => ({ kind, selector: kind, name: '', links: [], side: kind === 'main' ? null : 'above', ...part })
export const aNavigation = (...marks: readonly Mark[]): Artifacts['navigation'] => ({ marks: [...marks] })

/** A tagged PDF of 2026, with its language and its title, unless said otherwise. */
export const aPdf = (part: Partial<Artifacts['downloads']['files'][number]> = {}): Artifacts['downloads']['files'][number] =>
  ({ selector: 'main a', address: 'https://www.ville.example/budget.pdf', tagged: true, language: true, title: true, encrypted: false, on: '2026-02-09', ...part })

/** A page where every check of accessibility has something to say. */
export const worstAccessibility = {
  source: aSource({ doctype: null, errors: [{ code: 'duplicate-attribute', line: 3, words: 'class' }, { code: 'unclosed-element', line: 4, words: 'div' }] }),
  markup: aMarkup({
    duplicateIds: [{ selector: 'p', id: 'a', times: 2 }], presentational: [{ selector: 'font', element: 'font', attribute: null, value: '' }, { selector: 'iframe', element: 'iframe', attribute: 'width', value: '300' }],
    hollow: (['paragraph', 'item', 'breaks', 'quote'] as const).map((kind) => ({ selector: 'p', kind, heightPx: 20 })),
  }),
  structure: aStructure({
    frames: [{ selector: 'iframe', title: null, address: '/a' }, { selector: 'iframe', title: 'iframe', address: '/b' }, { selector: 'iframe', title: 'Carte', address: '/c' }, { selector: 'iframe', title: 'Carte', address: '/d' }],
    linkCount: 2, emptyLinks: [{ selector: 'a', name: 'Accueil', hiddenText: '' }, { selector: 'a', name: '', hiddenText: 'f' }],
    headings: [{ selector: 'h1', level: 1, text: '' }, { selector: 'h4', level: 4, text: 'Agenda' }], headingLike: [{ selector: 'p', text: 'Horaires' }], regions: { main: 0, roleMain: 0, header: 0, nav: 0, footer: 0 },
  }),
  wording: aWording({ rightToLeft: [{ selector: 'p', text: 'العربية', dir: null }], rightToLeftCount: 1, otherDirections: [{ selector: 'p', dir: 'x' }, { selector: 'p', dir: 'auto' }], directionCount: 2 }),
  fields: someFields({
    sets: [{ selector: 'input', kind: 'radio', name: 'a', count: 2, grouped: false, eachNamed: false, inTable: false }],
    groups: [{ selector: 'fieldset', element: 'fieldset', name: '', fields: 2, eachNamed: false }, { selector: 'fieldset', element: 'fieldset', name: '', fields: 1, eachNamed: false }],
    entries: [{ selector: 'input', label: 'Votre nom', autocomplete: null, form: 0 }, { selector: 'input', label: 'Courriel', autocomplete: 'off', form: 1 }], forms: [{ search: false, words: '' }, { search: false, words: '' }],
  }),
  styles: someStyles({ loneColours: (['colour', 'background', 'image'] as const).map((declared) => ({ selector: 'p', text: 'Texte', declared })), hoverRules: 1, hoverOnly: [{ selector: 'ul', rule: 'li:hover ul' }] }),
  movement: aMovement({ openedWindows: ['https://pub.example/'], animations: [{ selector: 'p', name: 'x', seconds: null }], media: [{ selector: 'video', kind: 'video', seconds: null, sound: true, controls: false, loop: true }] }),
  downloads: someDownloads({ linked: 1, files: [aPdf({ tagged: false })] }),
  reflow: aReflow({ scrolls: true, scrollWidthPx: 900, wide: [{ selector: 'p', rightPx: 900 }] }),
  textSpacing: aTextSpacing({ clipped: [{ selector: 'p', text: 'x' }], overlapping: [{ selector: 'p', text: 'x', other: 'y' }] }),
  contents: someContents({ frames: 1, opaque: 1 }),
  navigation: aNavigation(),
  siteMap: { links: [] },
  keyboard: aKeyboard({ ended: 'trap', trap: [{ selector: 'a' }], unmarked: [{ selector: 'a' }], skipLink: { selector: 'a', text: 'Aller au contenu', targetFound: false, shown: false, moves: null } }),
} satisfies Partial<Artifacts>
