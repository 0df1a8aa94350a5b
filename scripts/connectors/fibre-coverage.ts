import { count, period, text } from '#effects/tables/column'
import { asOfDay, monthOf } from '#effects/tables/fact'
import { defineTable } from '#effects/tables/table-connector'

/** Premises that can have fibre, by commune, from the open data of Arcep: premises, not homes nor companies. */
export default defineTable({
  title: 'Locaux raccordables à la fibre (Arcep)',
  columns: {
    code: text.needed(['code_insee', 'insee_com', 'code commune', 'inseecom', 'com_insee']),
    premises: count.needed(['locaux', 'nombre de locaux', 'meilleure_estimation', 'meilleure estimation des locaux a date', 'base_imb']),
    eligible: count.needed(['raccordables', 'locaux raccordables', 'nombre de locaux ipe raccordables', 'ftth']),
    quarter: period(['trimestre', 'periode', 'date']),
  },
  identity: ['code', 'quarter'],
  facts({ code, premises, eligible, quarter }, { territory, settings, at }) {
    if (eligible > premises) return { reason: 'plus de locaux raccordables que de locaux', mend: 'Vérifiez les deux colonnes choisies dans « columns ».' }
    if (!territory.organisations.some((organisation) => organisation.kind === 'commune' && organisation.code === code.padStart(5, '0'))) return []
    const on = { period: monthOf(quarter ?? asOfDay(settings, at)) }
    return [{ ...on, metric: 'access.premises', value: premises }, { ...on, metric: 'access.fibre-premises', value: eligible }]
  },
  apart: 'communes d’un autre territoire',
})
