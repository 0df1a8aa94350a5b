import footprint from '#indicators/sobriety/fleet-footprint'
import type { Derivation } from '#model/derivation'
import { defineIndicator } from '#lib/define'
import { deviceCount, fleetOf } from '#lib/estate/fleet'
import { footprintOf, inUse } from '#lib/estate/fleet-carbon'
import { converted, derive } from '#lib/explain/derivation'
import { explainedTable, tablesOf } from '#lib/explain/explained-table'
import { measureOf, missingLine, seenOf } from '#lib/publish/measure'

export default defineIndicator({
  method: 2,
  unit: '%',
  direction: 'context',
  cadence: 'year',
  freshDays: 400,
  catalogue: 'SOB-03',
  theme: 'materiel',
  targetStyle: 'none',
  formula: 'fabrication / (fabrication + électricité d’usage)',
  references: [{ standard: 'trefle', id: 'SOB-03' }, { standard: 'law', id: 'Décret 2022-1084' }],
  reads: { ...footprint.reads, metrics: ['fleet.devices'] },
  text: {
    question: 'Le plus lourd, est-ce fabriquer ou utiliser ?',
    title: 'Part de la fabrication dans l’empreinte du parc',
    answer: 'En {period}, {value} de l’empreinte de nos appareils vient de leur fabrication.',
    says: ['Pourquoi garder un appareil plus longtemps compte souvent plus que l’éteindre.'],
    doesNotSay: ['La part des appareils dans tout le numérique : réseaux et centres de données ne sont pas ici.', 'Un progrès : c’est un repère, sans bonne ni mauvaise valeur.'],
    method: [
      'Fabrication répartie sur la durée de vie, divisée par fabrication et électricité d’usage.',
      'Les facteurs sont ceux de l’empreinte du parc, type par type.',
      'Un type dont l’électricité n’est pas connue est laissé des deux côtés.',
      'Le réseau électrique français fait monter cette part : son électricité émet peu.',
      'C’est un repère : il n’a ni cible ni couleur.',
    ],
    perimeter: 'Appareils en service déclarés dans l’inventaire',
    holder: 'Responsable du parc informatique',
    howToSupply: 'Exporter l’inventaire du parc en CSV, le déposer dans le dossier des sources, puis lancer « trefle pull ».',
  },
  compute(facts, period) {
    const whole = footprint.compute(facts, period)
    const snapshot = fleetOf(facts.observations, period, facts.factors)
    const known = snapshot === null ? [] : footprintOf(inUse(snapshot.groups), facts.factors, snapshot, Number(period)).types.filter(({ useKgCO2ePerYear }) => useKgCO2ePerYear !== null)
    const embodied = derive('sum', 'Fabrication des types dont l’électricité est connue', 'kgCO2e/an', known.map(({ steps }) => steps.embodied))
    const all = derive('sum', 'Fabrication et électricité de ces types', 'kgCO2e/an', known.map(({ steps }) => steps.total))
    if (all.value === 0) return measureOf({ value: null, state: 'not-measured', missing: whole.missing })
    const share = (making: Derivation, total: Derivation) => converted('Part de la fabrication', '%', derive('quotient', 'Fabrication sur total', '', [making, total]), 100, 'pour cent')
    const steps = share(embodied, all)
    const groups = inUse(snapshot?.groups ?? [])
    const types = new Set(known.map(({ type }) => type))
    const [counted, inService] = [deviceCount(groups.filter(({ type }) => types.has(type)), groups, 'Appareils dont l’électricité est connue'), deviceCount(groups, groups, 'Appareils en service')]
    return measureOf({
      value: steps.value, state: 'estimated', derivation: steps, ...seenOf(counted, inService), inputs: whole.inputs, ...(whole.basis === undefined ? {} : { basis: whole.basis }),
      ...tablesOf([explainedTable('by-type', 'Par type d’équipement', [['type', 'Type'], ['embodied', 'Fabrication, par an', 'kg'], ['total', 'Total, par an', 'kg'], ['share', 'Part de la fabrication', '%']],
        known.map(({ type, steps: own }) => ({ type: facts.factors.devices.get(type)?.label ?? type, embodied: own.embodied, total: own.total, share: own.total.value === 0 ? null : share(own.embodied, own.total) })))]),
      missing: missingLine((inService.value ?? 0) - (counted.value ?? 0), '1 appareil, de type ou d’électricité inconnus, est laissé de côté.', (n) => `${n} appareils, de type ou d’électricité inconnus, sont laissés de côté.`),
    })
  },
})
