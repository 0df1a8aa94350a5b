import type { Purpose } from '#model/third-party'

/** French words for what a third party is called for. */
export const purposeWords: Readonly<Record<Purpose, string>> = {
  advertising: 'publicité',
  social: 'réseau social',
  analytics: 'mesure d’audience',
  'session-recording': 'enregistrement de la navigation',
  'tag-manager': 'gestion de balises',
  captcha: 'test anti-robot',
  consent: 'recueil du choix',
  video: 'vidéo ou son',
  map: 'carte',
  font: 'police de caractères',
  library: 'bibliothèque de scripts',
  chat: 'messagerie instantanée',
  payment: 'paiement',
  'public-service': 'service public',
  'error-tracking': 'suivi des erreurs',
  other: 'autre usage',
  unknown: 'usage inconnu',
}
