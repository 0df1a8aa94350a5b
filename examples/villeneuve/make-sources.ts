// Writes the inventory and the meters of Villeneuve, a made-up town: node examples/villeneuve/make-sources.ts
// Same seed, same bytes. Every name, serial and address is invented; they are there so that tests prove that none leaves.
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { randomFrom, type Random } from './seeded-random.ts'

type Model = { type: string; brand: string; model: string; count: number; from: number; to: number; euros: number; life: number }

/** Labels on purpose uneven: singular, plural, abbreviated, with an accent or without, as years of typing leave them. */
const models: readonly Model[] = [
  { type: 'Ordinateur portable', brand: 'Dell', model: 'Latitude 5410', count: 64, from: 2018, to: 2023, euros: 912.5, life: 6 },
  { type: 'PC portable', brand: 'HP', model: 'ProBook 450', count: 52, from: 2016, to: 2021, euros: 1024, life: 6 },
  { type: 'Portables', brand: 'Lenovo', model: 'ThinkPad T14', count: 48, from: 2021, to: 2026, euros: 1180.9, life: 6 },
  { type: 'Unité centrale', brand: 'Dell', model: 'OptiPlex 3070', count: 58, from: 2015, to: 2022, euros: 640, life: 7 },
  { type: 'Bureautique fixe', brand: 'HP', model: 'EliteDesk 800', count: 44, from: 2013, to: 2019, euros: 702.35, life: 7 },
  { type: 'Écran', brand: 'Iiyama', model: 'ProLite 24', count: 118, from: 2014, to: 2025, euros: 139.9, life: 9 },
  { type: 'Moniteur', brand: 'Dell', model: 'P2419H', count: 92, from: 2018, to: 2024, euros: 168, life: 9 },
  { type: 'Smartphone', brand: 'Samsung', model: 'Galaxy A34', count: 46, from: 2021, to: 2026, euros: 289, life: 4 },
  { type: 'Téléphone mobile', brand: 'Fairphone', model: 'Fairphone 4', count: 12, from: 2022, to: 2025, euros: 479, life: 5 },
  { type: 'Tablette', brand: 'Apple', model: 'iPad 9', count: 56, from: 2018, to: 2025, euros: 329, life: 5 },
  { type: 'Imprimante', brand: 'Brother', model: 'HL-L5100', count: 26, from: 2014, to: 2023, euros: 214, life: 8 },
  { type: 'Copieur', brand: 'Ricoh', model: 'IM C3000', count: 11, from: 2017, to: 2024, euros: 3480, life: 7 },
  { type: 'Serveur', brand: 'Dell', model: 'PowerEdge R640', count: 12, from: 2016, to: 2024, euros: 7420, life: 7 },
  { type: 'Switch', brand: 'Aruba', model: '2930F', count: 22, from: 2015, to: 2023, euros: 1310, life: 9 },
  { type: 'Téléphone IP', brand: 'Yealink', model: 'T42S', count: 38, from: 2017, to: 2022, euros: 74, life: 9 },
  { type: 'Vidéoprojecteur', brand: 'Epson', model: 'EB-X49', count: 15, from: 2014, to: 2022, euros: 410, life: 9 },
  { type: 'Écran interactif', brand: 'Speechi', model: 'SE-65', count: 7, from: 2019, to: 2025, euros: 2190, life: 9 },
  { type: 'Borne Wi-Fi', brand: 'Ubiquiti', model: 'U6 Lite', count: 16, from: 2019, to: 2024, euros: 99, life: 8 },
  { type: 'Douchette code-barres', brand: 'Zebra', model: 'DS2208', count: 6, from: 2018, to: 2022, euros: 120, life: 9 },
]

const services = [
  ['Mairie', 38], ['Services techniques', 14], ['École Jean-Macé', 16], ['École du Pont', 12], ['Médiathèque', 11], ['CCAS', 9],
] as const
const sirets: Readonly<Record<string, string>> = { 'École Jean-Macé': '21999901200027', 'École du Pont': '21999901200035' }
const firstNames = ['Aliénor', 'Barnabé', 'Capucine', 'Donatien', 'Eulalie', 'Fulbert', 'Gwendoline', 'Hippolyte', 'Isaline', 'Josserand']
const lastNames = ['Quatrevaux', 'Rochebrune', 'Sauvageot', 'Tourtereau', 'Vieillefosse', 'Wattrelos', 'Ygrebois', 'Zimmerlin', 'Beauquesne', 'Courtepaille']

const header = ['N° inventaire', 'Type de matériel', 'Marque', 'Modèle', 'N° de série', 'Utilisateur', 'Service', 'État', 'Date d’achat', 'Prix d’achat HT', 'Date de réforme', 'Devenir', 'Reconditionné', 'SIRET établissement', 'Adresse IP', 'Service', 'Observations']
type Line = Record<'number' | 'type' | 'brand' | 'model' | 'serial' | 'user' | 'service' | 'state' | 'purchase' | 'price' | 'retirement' | 'outlet' | 'refurbished' | 'siret' | 'ip' | 'site' | 'remark', string>
const SNAPSHOT = Date.UTC(2026, 9, 31)
const DAY_MS = 86_400_000

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

function frenchDate(ms: number): string {
  const date = new Date(ms)
  return `${pad(date.getUTCDate())}/${pad(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`
}

/** "1 180,90 €", thousands parted by a no-break space. */
function frenchPrice(euros: number): string {
  const [whole = '', cents = ''] = euros.toFixed(2).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0')},${cents} €`
}

function device(model: Model, number: number, random: Random): Line {
  const purchasedAt = Math.min(Date.UTC(model.from + Math.floor(random() * (model.to - model.from + 1)), Math.floor(random() * 12), 1 + Math.floor(random() * 28)), SNAPSHOT - 20 * DAY_MS)
  const leavesAt = purchasedAt + (model.life - 1.5 + random() * 4) * 365 * DAY_MS
  const retired = leavesAt < SNAPSHOT
  const dated = retired && random() > 0.15
  const service = random.weighted(services)
  const stock = !retired && random() < 0.06
  return {
    number: `VN-${pad(number, 4)}`, type: model.type, brand: model.brand, model: model.model,
    serial: `${model.brand.slice(0, 2).toUpperCase()}${random.letters(8)}`,
    user: stock || retired ? '' : `${random.pick(firstNames)} ${random.pick(lastNames)}`,
    service, state: retired ? random.pick(['Réformé', 'Sorti du parc', 'HS']) : stock ? 'En stock' : random.pick(['En service', 'En service', 'Affecté']),
    purchase: frenchDate(purchasedAt), price: frenchPrice(model.euros), retirement: dated ? frenchDate(leavesAt) : '',
    outlet: retired ? random.pick(['Don à une association', 'Recyclage DEEE', 'Recyclage DEEE', 'Réemploi', '']) : '',
    refurbished: random() < 0.08 ? 'Oui' : random() < 0.85 ? 'Non' : '',
    siret: sirets[service] ?? '21999901200019', ip: `10.42.${Math.floor(random() * 8)}.${1 + Math.floor(random() * 250)}`, site: '', remark: '',
  }
}

/** What years of hands and spreadsheets do: each entry spoils one line, far enough from the others. */
const spoils: readonly ((line: Line) => Partial<Line>)[] = [
  ({ purchase }) => ({ purchase: purchase.slice(0, 6) + purchase.slice(8) }),
  ({ purchase }) => ({ purchase: purchase.split('/').reverse().join('-') }),
  () => ({ purchase: '43831' }),
  () => ({ purchase: '31/02/2020' }),
  () => ({ purchase: '12/05/2062' }),
  () => ({ purchase: 'à retrouver' }),
  () => ({ purchase: '' }),
  () => ({ serial: 'N/A' }),
  () => ({ serial: 'inconnu' }),
  () => ({ serial: '1,23457E+11' }),
  () => ({ siret: '2,19999E+13' }),
  () => ({ state: 'Chez le prestataire', retirement: '' }),
  () => ({ state: 'Voir avec Régis', retirement: '' }),
  () => ({ type: '' }),
  () => ({ service: 'Halle aux grains' }),
  () => ({ remark: 'batterie changée; clavier à revoir' }),
  () => ({ state: 'En service', purchase: '04/09/2017', retirement: '14/03/2026' }),
  () => ({ purchase: '15/06/2021', retirement: '02/02/2019', state: 'Réformé' }),
  () => ({ type: '', model: '', serial: '' }),
  () => ({ model: '' }),
]

/** Lines of the inventory: a title, the header, devices, and what a real export has around them. */
function inventory(random: Random): string {
  const lines = models.flatMap((model) => Array.from({ length: model.count }, () => model)).map((model, index) => device(model, index + 1, random))
  random.shuffle(lines)
  spoils.forEach((spoil, index) => {
    const at = 17 + index * 29
    lines[at] = { ...(lines[at] as Line), ...spoil(lines[at] as Line) }
  })
  const cells = lines.map((line) => Object.values(line))
  const columns = header.length
  const again = [40, 205, 411].map((index) => cells[index] ?? [])
  const body = [
    ...cells.slice(0, 300), header, ...cells.slice(300, 520), Array.from({ length: columns }, () => ''), ...cells.slice(520), ...again,
    ['TOTAL', '', '', '', '', '', '', String(cells.length), ...Array.from({ length: columns - 8 }, () => '')],
  ]
  const rows = [header, ...body].map((row) => row.join(';'))
  return ['Parc informatique de Villeneuve (commune inventée), au 31/10/2026', ...rows, ''].join('\r\n')
}

const beyondLatin1: Readonly<Record<string, number>> = { '€': 0x80, '’': 0x92, 'œ': 0x9c }

function toWindows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => {
    const code = beyondLatin1[character] ?? character.charCodeAt(0)
    if (code > 0xff) throw new Error(`${character} is not in windows-1252`)
    return code
  })
}

const STEP_MS = 15 * 60_000
const METERS = { from: Date.UTC(2025, 10, 1), to: Date.UTC(2026, 10, 1), resetAt: Date.UTC(2026, 2, 17, 9, 30), gapFrom: Date.UTC(2026, 6, 11, 4), gapTo: Date.UTC(2026, 6, 14, 7, 30) }

/**
 * Cumulative kWh every quarter of an hour: about 7 kW of servers, a little more in office hours; cooling makes the room
 * draw 1.4 times that in winter and 1.6 in summer. One new IT meter in March, three days without logger in July.
 */
function meters(random: Random): string {
  const rows = ['Horodatage (UTC);Index général (kWh);Index onduleur (kWh)']
  let [roomKWh, itKWh] = [184_320.4, 61_877.2]
  for (let at = METERS.from; at <= METERS.to; at += STEP_MS) {
    if (at === METERS.resetAt) itKWh = 0.4
    const logged = at < METERS.gapFrom || at >= METERS.gapTo
    const time = new Date(at).toISOString()
    if (logged) rows.push([`${frenchDate(at)} ${time.slice(11, 16)}`, roomKWh.toFixed(1), itKWh.toFixed(1)].join(';').replaceAll('.', ','))
    const date = new Date(at)
    const office = date.getUTCDay() % 6 !== 0 && date.getUTCHours() >= 7 && date.getUTCHours() < 18
    const itKW = 6.6 + (office ? 0.9 : 0) + 0.5 * random()
    const summer = 0.5 - 0.5 * Math.cos((2 * Math.PI * (date.getUTCMonth() + date.getUTCDate() / 31 - 0.5)) / 12)
    itKWh += itKW / 4
    roomKWh += (itKW * (1.4 + 0.2 * summer) + 0.1 * random()) / 4
  }
  return `\ufeff${rows.join('\n')}\n`
}

/**
 * The year before the logger: both registers read by hand on the first of each month, to the kWh. Cooling asked a little less then.
 * The last line is where the logger begins.
 */
function handReadings(): string {
  const months = Array.from({ length: 13 }, (_, i) => Date.UTC(2024, 10 + i, 1))
  let [roomKWh, itKWh] = [184_320.4, 61_877.2]
  const lines = months.toReversed().map((at, i, days) => {
    const hours = i === 0 ? 0 : ((days[i - 1] ?? at) - at) / 3_600_000
    const month = new Date(at).getUTCMonth()
    const summer = 0.5 - 0.5 * Math.cos((2 * Math.PI * month) / 12)
    itKWh -= 7 * hours
    roomKWh -= 7 * (1.39 + 0.2 * summer) * hours
    return `${frenchDate(at)} 00:00;${Math.round(roomKWh)};${Math.round(itKWh)}`
  })
  return `\ufeff${['Relevé le;Compteur général (kWh);Compteur onduleur (kWh)', ...lines.toReversed()].join('\n')}\n`
}

/** Heating degree days of a made-up station, from January; the years differ. */
const DEGREE_DAYS = [405, 352, 296, 187, 84, 22, 6, 9, 66, 181, 305, 389]
const YEARS = [{ year: 2024, climate: 1, share: { 'Piscine du Pont': 1, 'Piscine des Remparts': 1 } }, { year: 2025, climate: 0.94, share: { 'Piscine du Pont': 0.97, 'Piscine des Remparts': 1 } }, { year: 2026, climate: 1.05, share: { 'Piscine du Pont': 0.86, 'Piscine des Remparts': 0.93 } }]

/** Two pools, all energies together: heating follows the climate, water and air the opening hours. 2024 is before any control. */
function pools(random: Random): string {
  const rows = YEARS.flatMap(({ year, climate, share }) => DEGREE_DAYS.flatMap((days, i) => {
    if (year === 2026 && i > 9) return []
    const degreeDays = Math.round(days * climate * (0.96 + 0.08 * random()))
    return (Object.entries(share) as ['Piscine du Pont' | 'Piscine des Remparts', number][]).map(([pool, part]) => {
      const hours = i === 7 ? 120 : 290 + Math.round(20 * random())
      const size = pool === 'Piscine du Pont' ? 1 : 0.6
      const kWh = Math.round(size * part * (38_000 + 95 * degreeDays + 45 * hours) * (0.985 + 0.03 * random()))
      return [pool, `${pad(i + 1)}/${year}`, kWh, degreeDays, hours].join(';')
    })
  }))
  return `\ufeff${['Bâtiment;Mois;Énergie (kWh);DJU;Heures d’ouverture', ...rows].join('\n')}\n`
}

/** The inventory, in windows-1252, and the meters, in UTF-8 with its mark: bytes of the files of data/sources. */
export function exampleSources(): Readonly<Record<'parc-informatique.csv' | 'compteurs-salle-serveurs.csv' | 'releves-salle-serveurs.csv' | 'piscines.csv', Uint8Array>> {
  return {
    'parc-informatique.csv': toWindows1252(inventory(randomFrom(20_261_031))),
    'compteurs-salle-serveurs.csv': new TextEncoder().encode(meters(randomFrom(1_505))),
    'piscines.csv': new TextEncoder().encode(pools(randomFrom(2_024))),
    'releves-salle-serveurs.csv': new TextEncoder().encode(handReadings()),
  }
}

if (import.meta.main) {
  const folder = fileURLToPath(new URL('data/sources/', import.meta.url))
  await mkdir(folder, { recursive: true })
  for (const [name, bytes] of Object.entries(exampleSources())) await writeFile(`${folder}${name}`, bytes)
}
