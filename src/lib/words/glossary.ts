/** How a word of the glossary is written on a page when it is a sign or an acronym; null for a word that is read as it stands. */
const signs = {
  accessibilite: null,
  anct: 'ANCT',
  axe: 'axe-core',
  ccas: 'CCAS',
  cnil: 'CNIL',
  co2: 'CO₂',
  commun: null,
  consultation: null,
  cookie: null,
  csv: 'CSV',
  cue: 'CUE',
  donneesOuvertes: null,
  ecoindex: 'EcoIndex',
  empreinte: null,
  erf: 'ERF',
  falc: 'FALC',
  geojson: 'GeoJSON',
  iso: 'ISO',
  json: 'JSON',
  kwh: 'kWh',
  logicielLibre: null,
  marge: null,
  mediation: null,
  mwh: 'MWh',
  odre: 'ODRÉ',
  pdf: 'PDF',
  permanence: null,
  promesse: null,
  pue: 'PUE',
  qpv: 'QPV',
  qr: 'QR',
  rdv: 'RDV',
  reen: 'REEN',
  ref: 'REF',
  rgaa: 'RGAA',
  rgesn: 'RGESN',
  rgpd: 'RGPD',
  robot: null,
  rte: 'RTE',
  salleServeurs: null,
  sobriete: null,
  swdm: 'SWDM',
  traceur: null,
  wcag: 'WCAG',
  wue: 'WUE',
} as const satisfies Record<string, string | null>

export type GlossaryId = keyof typeof signs
export type GlossaryEntry = { id: GlossaryId; sign: string | null }

/** Every word that a citizen may meet and not know; its meaning is in the messages (`glossary.<id>`, `glossary.<id>.text`). */
export const glossary: readonly GlossaryEntry[] = (Object.keys(signs) as GlossaryId[]).map((id) => ({ id, sign: signs[id] }))

const bySign = new Map(glossary.flatMap(({ id, sign }) => (sign === null ? [] : [[sign, id] as const])))
const signPattern = new RegExp(`(?<![\\p{L}\\d-])(?:${[...bySign.keys()].sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}\\d])`, 'gu')

export type Piece = { text: string; id: GlossaryId | null }

/** A sentence cut at the signs that the glossary explains, so that each can carry its meaning. */
export function piecesOf(sentence: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const { 0: sign, index } of sentence.matchAll(signPattern)) {
    if (index > end) pieces.push({ text: sentence.slice(end, index), id: null })
    pieces.push({ text: sign, id: bySign.get(sign) ?? null })
    end = index + sign.length
  }
  if (end < sentence.length) pieces.push({ text: sentence.slice(end), id: null })
  return pieces
}
