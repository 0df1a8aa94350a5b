import type { UnitDoubt } from './meter-units.ts'

const sentences: Readonly<Record<UnitDoubt, string>> = {
  'a-thousand-times-too-small': 'sa puissance moyenne est mille fois trop petite pour cette salle ; son unité est peut-être mille fois plus grande que celle qui est écrite (kW lus comme des W). Vérifiez l’unité dans sources.yml.',
  'a-thousand-times-too-large': 'sa puissance moyenne est mille fois trop grande pour cette salle ; son unité est peut-être mille fois plus petite que celle qui est écrite (W lus comme des kW). Vérifiez l’unité dans sources.yml.',
  'not-a-register': 'ses valeurs descendent sans cesse, ce n’est pas un index cumulé. Si chacune est celle d’un intervalle, dites-le dans sources.yml (« intervalMinutes », ou « kind: gauge » pour Prometheus).',
}

/** A meter whose unit is in doubt is left out until a person has said which one it is. */
export function doubtSentence(meter: string, doubt: UnitDoubt): string {
  return `Compteur « ${meter} » laissé hors du calcul : ${sentences[doubt]}`
}
