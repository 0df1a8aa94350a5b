import { defineAudit } from '#lib/define'
import { factorOf, factorValue } from '#lib/factors/factor-book'
import { networkRequests, sumTransferBytes } from '#lib/web/network'
import { pageViewGramsCO2e } from '#maths/carbon'

const worldGrid = 'web.grid.world-swdm-v4'
const frenchGrid = 'electricity.fr.ember.2024'

/** Informative: no public body publishes a limit in grams for a page. */
export default defineAudit({
  method: 1,
  unit: 'g',
  details: { france: 'g' },
  needs: ['requests'],
  passes: ['cold', 'mobile'],
  references: [{ standard: 'swdm', id: 'v4', url: 'https://sustainablewebdesign.org/calculating-digital-emissions' }],
  text: {
    title: 'Carbone d’une première visite',
    failing: 'Cette estimation est donnée pour information, sans seuil.',
    why: 'Elle traduit le poids transféré en un ordre de grandeur comparable d’une page à l’autre et d’une année à l’autre.',
    mend: 'L’estimation suit le poids de la page : la réduire, c’est alléger la page.',
  },
  limits: [
    'Modèle Sustainable Web Design v4 : il ne connaît que les octets, pas l’appareil ni l’hébergeur réels.',
    'La valeur « France » ne change que l’électricité d’usage ; la fabrication garde l’intensité mondiale du modèle.',
    'Ne s’additionne ni avec EcoIndex ni avec un bilan carbone : ce sont d’autres modèles.',
  ],
  judge({ requests }, { factors }) {
    const transferBytes = sumTransferBytes(networkRequests(requests))
    const { value: world, source: model } = factorOf(factors, worldGrid)
    const france = 1000 * factorValue(factors, frenchGrid)
    const message = `Estimation pour une première visite (${model}). Mesure : réseau électrique mondial, ${french(world)} g/kWh. Valeur « France » : ${french(france)} g/kWh pour l’usage (Ember 2024), fabrication inchangée.`
    return {
      outcome: 'informative',
      measure: { value: pageViewGramsCO2e(transferBytes, { grid: world }), unit: 'g' },
      details: { france: { value: pageViewGramsCO2e(transferBytes, { grid: france }), unit: 'g' } },
      findings: [{ message, references: [{ standard: 'swdm', id: 'v4' }] }],
    }
  },
})

const french = (value: number) => String(value).replace('.', ',')
