import type { MetricId } from '#model/observation'

/**
 * One thing that a data centre reports. `metric` is where the record may hold it, `per` how many of the record's unit make one of the
 * report's; without a metric, a person writes it in. `monthly`: the year is the sum of its months when no yearly figure is declared.
 */
export type ReportField = { symbol: string; label: string; unit: string; metric?: MetricId; per?: number; monthly?: 'room' | 'it' }

export const LITRES_PER_M3 = 1000

/** Delegated Regulation (EU) 2024/1364, annexes I and II. Symbols were read in notes about it: the report says that they are to be checked. */
export const euFields: readonly ReportField[] = [
  { symbol: 'Nom', label: 'Nom du centre de données', unit: '' },
  { symbol: 'Propriétaire et exploitant', label: 'Propriétaire et exploitant, avec un contact', unit: '' },
  { symbol: 'Code LAU', label: 'Commune (unité administrative locale : code Insee)', unit: '' },
  { symbol: 'Type', label: 'Entreprise, colocation ou cohébergement', unit: '' },
  { symbol: 'Mise en service', label: 'Année et mois de mise en service', unit: '' },
  { symbol: 'Redondance électrique', label: 'Niveau de redondance électrique', unit: '' },
  { symbol: 'Redondance du froid', label: 'Niveau de redondance du refroidissement', unit: '' },
  { symbol: 'P_D_IT', label: 'Puissance informatique installée', unit: 'kW', metric: 'datacentre.it-power' },
  { symbol: 'S_DC', label: 'Surface du centre de données', unit: 'm2' },
  { symbol: 'S_CR', label: 'Surface des salles informatiques', unit: 'm2' },
  { symbol: 'E_DC', label: 'Énergie totale', unit: 'kWh', metric: 'energy.room-year', monthly: 'room' },
  { symbol: 'E_DC-BG', label: 'Énergie des groupes de secours', unit: 'kWh', metric: 'energy.backup' },
  { symbol: 'E_IT', label: 'Énergie des équipements informatiques', unit: 'kWh', metric: 'energy.it-year', monthly: 'it' },
  { symbol: 'Batteries', label: 'Batteries : capacité', unit: '' },
  { symbol: 'Services au réseau', label: 'Services rendus au réseau électrique', unit: '' },
  { symbol: 'W_IN', label: 'Eau entrée', unit: 'm3', metric: 'water.room', per: LITRES_PER_M3 },
  { symbol: 'W_IN-POT', label: 'Eau potable entrée', unit: 'm3', metric: 'water.room-potable', per: LITRES_PER_M3 },
  { symbol: 'E_REUSE', label: 'Chaleur réemployée', unit: 'kWh', metric: 'energy.reused-heat' },
  { symbol: 'T_WH', label: 'Température moyenne de la chaleur fatale', unit: '°C' },
  { symbol: 'T_IN', label: 'Consigne d’air à l’entrée des équipements', unit: '°C' },
  { symbol: 'Fluides', label: 'Types de fluides frigorigènes', unit: '' },
  { symbol: 'CDD', label: 'Degrés-jours de refroidissement', unit: '°C·j' },
  { symbol: 'E_RES-TOT', label: 'Énergie renouvelable totale', unit: 'kWh', metric: 'energy.renewable' },
  { symbol: 'E_RES-GOO', label: 'dont garanties d’origine', unit: 'kWh', metric: 'energy.renewable-goo' },
  { symbol: 'E_RES-PPA', label: 'dont contrats directs', unit: 'kWh', metric: 'energy.renewable-ppa' },
  { symbol: 'E_RES-OS', label: 'dont production sur place', unit: 'kWh', metric: 'energy.renewable-on-site' },
  { symbol: 'C_SERV', label: 'Capacité des serveurs', unit: '' },
  { symbol: 'C_STOR', label: 'Capacité de stockage', unit: '' },
  { symbol: 'B_IN, B_OUT', label: 'Débit entrant et sortant', unit: '' },
  { symbol: 'T_IN, T_OUT', label: 'Trafic entrant et sortant', unit: '' },
]

/** Code de l’énergie, articles L. 236-1 and D. 236-1 (décret 2025-1382): the same year, and what identifies the establishment. */
export const frenchFields: readonly ReportField[] = [
  { symbol: 'SIRET', label: 'Établissement qui exploite la salle', unit: '' },
  { symbol: 'Chaleur fatale', label: 'Valorisation de la chaleur, ou pourquoi elle n’est pas possible', unit: '' },
  ...euFields,
]

/** Under this installed IT power nobody has to report: the directive (EU) 2023/1791, article 12, and the code de l’énergie. */
export const DUTY_FROM_KW = 500
