import { defineIndicator } from '#lib/define'
import type { Derivation } from '#model/derivation'
import type { FactorBook } from '#model/factor'
import type { Observation } from '#model/observation'
import type { Period } from '#model/quantity'
import { converted, given } from '#lib/explain/derivation'
import { explainedTable, tablesOf, type ExplainedTable } from '#lib/explain/explained-table'
import { measureOf, missingLine } from '#lib/publish/measure'
import { monthsUpTo } from '#lib/time/period'
import { readingSteps, seenMonths } from '#lib/estate/room-months'
import { factorOf } from '#lib/factors/factor-book'
import { carbonInterval, gridFactors, locationCarbon, type GridFactor } from '#lib/energy/grid-carbon'
import { deviationOf } from '#lib/energy/meter-accuracy'
import { unevenRooms, wholeMonths } from '#lib/energy/room-electricity'
import { marketCarbon, type MarketCarbon } from '#lib/energy/market-carbon'
import { ANNUAL_COVERAGE } from '#maths/datacentre'

const MONTHS = 12

export default defineIndicator({
  method: 2,
  unit: 'kg',
  direction: 'down',
  cadence: 'month',
  freshDays: 45,
  theme: 'serveurs',
  targetStyle: 'council-trajectory',
  formula: 'somme, sur douze mois, de l’électricité de la salle × facteur d’émission de l’année',
  references: [{ standard: 'trefle', id: 'GHG Protocol, scope 2 (2015)' }, { standard: 'trefle', id: 'ADEME, Base Empreinte' }],
  reads: { metrics: ['energy.room', 'energy.room-alone', 'energy.it'], beside: ['energy.renewable', 'electricity.residual-factor'], factors: ['electricity.fr.ademe', 'electricity.fr.ember', 'electricity.fr.electricity-maps', 'electricity.fr.rte'] },
  text: {
    question: 'Quel est le carbone de l’électricité de nos serveurs ?',
    title: 'Carbone de l’électricité de la salle serveurs, sur douze mois glissants',
    answer: 'L’électricité de la salle serveurs a émis {value} de CO2e sur les douze mois jusqu’à {period}.',
    says: ['Le carbone de l’électricité du réseau, de la production à la prise (approche « localisation »).'],
    doesNotSay: ['La fabrication des serveurs, qui est dans le bilan du matériel ; leur électricité est dans les deux, qui ne s’additionnent pas.', 'L’effet d’un contrat d’électricité verte : il se lit à part, dans le tableau (approche « marché »).'],
    method: [
      'Électricité de chaque mois multipliée par le facteur de l’ADEME de son année, ou le dernier publié avant elle.',
      'Les facteurs d’Electricity Maps, d’Ember et de RTE sont montrés à côté, avec leur année et leur périmètre ; ils ne se mêlent pas.',
      'Approche « marché » : seulement quand l’énergie renouvelable de l’année et le mix résiduel sont déclarés ; jamais le mix moyen à la place.',
      'Les deux approches se lisent côte à côte, sur la dernière année civile finie, et ne s’additionnent pas.',
      'L’intervalle réunit l’incertitude du facteur et, quand elle est déclarée, la classe du compteur.',
    ],
    perimeter: 'Salles serveurs relevées ou facturées ; électricité seule, ni fioul ni fluides frigorigènes',
    holder: 'Responsable de la salle serveurs',
    howToSupply: 'Relever la salle chaque mois. Pour l’approche « marché » : l’attestation de garanties d’origine (energy.renewable) et le mix résiduel avec sa source (electricity.residual-factor, en gCO2e/kWh) dans figures.yml.',
  },
  compute({ observations, factors }, period) {
    const months = wholeMonths(observations, monthsUpTo(period, MONTHS))
    if (months.at(-1)?.month !== period) return measureOf({ value: null, state: 'not-measured', missing: ['La moitié de ce mois n’est pas encore relevée.'] })
    // A sum that misses a month is not a smaller year.
    if (months.length < MONTHS) return measureOf({ value: null, state: 'not-measured', missing: missingLine(MONTHS - months.length, 'Il manque 1 mois sur douze.', (n) => `Il manque ${n} mois sur douze.`) })
    const readings = months.flatMap((month) => month.readings)
    const location = locationCarbon(readings, factors)
    const interval = carbonInterval(location.steps, location, [deviationOf(readings, factors)])
    const seen = seenMonths(months, MONTHS)
    const year = civilYear(observations, factors, period)
    const compared = gridFactors(factors, Number(period.slice(0, 4)))
    return measureOf({
      value: location.steps.value, derivation: location.steps, state: 'computed', ...interval.measure, ...seen,
      missing: [
        ...((seen.coverage.value ?? 0) < 1 ? ['Une partie de l’année n’a pas été relevée : le total est un minimum.'] : []),
        ...unevenRooms(months.map((month) => month.readings.map(({ subject }) => subject))), ...interval.missing, ...year.missing,
      ],
      ...tablesOf([approachTable(year), factorTable(compared)]),
      inputs: { runs: [], sources: [...new Set(readings.map(({ source }) => source))].sort(), factors: [...new Set([...location.factors, ...compared.map(({ factor }) => factor.id)])].sort() },
    })
  },
})

type CivilYear = { year: string; location: Derivation | null; market: Derivation | null; basis: string; marketBasis: string; missing: string[] }

/** Contracts are of calendar years, so that the two approaches are put side by side over the last one that ended. */
function civilYear(observations: readonly Observation[], factors: FactorBook, period: Period): CivilYear {
  const year = period.endsWith('-12') ? period.slice(0, 4) : String(Number(period.slice(0, 4)) - 1)
  const months = wholeMonths(observations, monthsUpTo(`${year}-12`, MONTHS))
  const unread = `${year} n’est pas relevée en entier`
  if (months.length < MONTHS) return { year, location: null, market: null, basis: unread, marketBasis: unread, missing: [`${unread} : les deux approches ne se comparent pas encore.`] }
  const readings = months.flatMap((month) => month.readings)
  const location = locationCarbon(readings, factors)
  const coverage = seenMonths(months, MONTHS).coverage.value ?? 0
  const uneven = unevenRooms(months.map((month) => month.readings.map(({ subject }) => subject)))
  const declared = marketCarbon(observations, year, readingSteps('Salle entière', readings))
  const market = declared.steps === null || (coverage >= ANNUAL_COVERAGE && uneven.length === 0) ? declared : ofPartOfYear
  return {
    year, location: location.steps, market: market.steps, basis: location.factors.map((id) => factorOf(factors, id).name).join(' ; '), marketBasis: market.basis,
    missing: [
      ...(coverage < 1 ? [`${year} n’est relevée qu’à ${Math.min(99, Math.round(100 * coverage))} % : son carbone est un minimum.`] : []),
      ...uneven.map((sentence) => `${year} : ${sentence}`), ...market.missing,
    ],
  }
}

/** Certificates of a whole year, taken off a part of it, would hide what was not read. */
const ofPartOfYear: MarketCarbon = {
  steps: null, basis: 'année relevée en partie',
  missing: [`Approche « marché » : des garanties d’origine ne se retirent que d’une année relevée à ${100 * ANNUAL_COVERAGE} %, dans les mêmes salles.`],
}

function approachTable({ year, location, market, basis, marketBasis }: CivilYear): ExplainedTable {
  return explainedTable('approaches', `Les deux approches du GHG Protocol, côte à côte, sur l’année civile ${year}`, [['approach', 'Approche'], ['year', 'Année civile'], ['kg', 'Carbone', 'kg'], ['basis', 'D’après']], [
    { approach: 'Localisation (réseau)', year, kg: location, basis },
    { approach: 'Marché (contrats)', year, kg: market, basis: marketBasis },
  ])
}

function factorTable(compared: readonly GridFactor[]): ExplainedTable {
  return explainedTable('grid-factors', 'Les facteurs de l’électricité, chacun chez soi', [['source', 'Source'], ['year', 'Année du facteur'], ['perimeter', 'Périmètre'], ['grams', 'Facteur', 'g/kWh'], ['use', 'Usage']],
    compared.map(({ factor, use }) => ({ source: factor.source, year: String(factor.year), perimeter: factor.perimeter, use,
      grams: converted('Facteur, en grammes', 'gCO2e/kWh', given(factor.name, factor.value, factor.unit, { kind: 'factor', id: factor.id }), 1000, 'grammes dans un kilogramme'),
    })))
}
