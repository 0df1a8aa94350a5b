import { defineIndicator } from '#lib/define'
import { converted, given } from '#lib/explain/derivation'
import { explainedTable, tablesOf } from '#lib/explain/explained-table'
import { measureOf, missingLine } from '#lib/publish/measure'
import { monthsUpTo } from '#lib/time/period'
import { meterSteps, roomMonths, seenMonths, sourcesOf } from '#lib/estate/room-months'
import { carbonInterval, gridFactors, locationCarbon } from '#lib/energy/grid-carbon'
import { meterDeviations } from '#lib/energy/meter-accuracy'
import { marketCarbon } from '#lib/energy/market-carbon'

const MONTHS = 12

export default defineIndicator({
  method: 1,
  unit: 'kg',
  direction: 'down',
  cadence: 'month',
  freshDays: 45,
  theme: 'serveurs',
  targetStyle: 'council-trajectory',
  formula: 'somme, sur douze mois, de l’électricité de la salle × facteur d’émission de l’année',
  references: [{ standard: 'trefle', id: 'GHG Protocol, scope 2 (2015)' }, { standard: 'trefle', id: 'ADEME, Base Empreinte' }],
  reads: { metrics: ['energy.room', 'energy.it', 'energy.renewable', 'electricity.residual-factor'], factors: ['electricity.fr.ademe', 'electricity.fr.ember', 'electricity.fr.electricity-maps', 'electricity.fr.rte'] },
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
      'Les deux approches se lisent côte à côte et ne s’additionnent pas.',
      'L’intervalle réunit l’incertitude du facteur et, quand elle est déclarée, la classe du compteur.',
    ],
    perimeter: 'Salles serveurs dont la salle entière et l’informatique sont relevées ; électricité seule, ni fioul ni fluides frigorigènes',
    holder: 'Responsable de la salle serveurs',
    howToSupply: 'Relever la salle chaque mois. Pour l’approche « marché » : l’attestation de garanties d’origine (energy.renewable) et le mix résiduel avec sa source (electricity.residual-factor, en gCO2e/kWh) dans figures.yml.',
  },
  compute({ observations, factors }, period) {
    const months = roomMonths(observations, monthsUpTo(period, MONTHS))
    // A sum that misses a month is not a smaller year.
    const { coverage: seen, ...counted } = seenMonths(months, MONTHS)
    if (months.length < MONTHS) return measureOf({ value: null, state: 'not-measured', ...counted, missing: missingLine(MONTHS - months.length, 'Il manque 1 mois sur douze.', (n) => `Il manque ${n} mois sur douze.`) })
    const year = Number(period.slice(0, 4))
    const location = locationCarbon(months, factors)
    const interval = carbonInterval(location.steps, location, [meterDeviations(months, factors).room])
    const market = marketCarbon(observations, String(year), meterSteps('Salle entière', months, 'room'))
    const compared = gridFactors(factors, year)
    return measureOf({
      value: location.steps.value, derivation: location.steps, state: 'computed', ...interval.measure, ...counted, coverage: seen,
      missing: [...((seen.value ?? 0) < 1 ? ['Une partie de l’année n’a pas été relevée : le total est un minimum.'] : []), ...interval.missing, ...market.missing],
      ...tablesOf([
        explainedTable('approaches', 'Les deux approches du GHG Protocol, côte à côte', [['approach', 'Approche'], ['kg', 'Carbone', 'kg'], ['basis', 'D’après']], [
          { approach: 'Localisation (réseau)', kg: location.steps, basis: location.factors.join(', ') },
          { approach: 'Marché (contrats)', kg: market.steps, basis: market.basis },
        ]),
        explainedTable('grid-factors', 'Les facteurs de l’électricité, chacun chez soi', [['source', 'Source'], ['year', 'Année du facteur'], ['perimeter', 'Périmètre'], ['grams', 'Facteur', 'g/kWh'], ['use', 'Usage']],
          compared.map(({ factor, use }) => ({ source: factor.source, year: String(factor.year), perimeter: factor.perimeter, use,
            grams: converted('Facteur, en grammes', 'gCO2e/kWh', given(factor.name, factor.value, factor.unit, { kind: 'factor', id: factor.id }), 1000, 'grammes dans un kilogramme'),
          }))),
      ]),
      inputs: { runs: [], sources: sourcesOf(months), factors: [...new Set([...location.factors, ...compared.map(({ factor }) => factor.id)])].sort() },
    })
  },
})
