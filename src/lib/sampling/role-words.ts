import type { PageRole } from '#model/site'

/**
 * How French, English and German pages of each role are called, on folded text and from its start: a link, a title, a
 * heading and the last part of an address are all read with the same words. "Aide sociale" is no help page, and the
 * accessibility of buildings no statement, hence the ends that some of them ask for.
 */
export const roleWords: readonly (readonly [PageRole, RegExp])[] = [
  ['contact', /^(?:nous |page )?contact(?:s|er|ez|ieren|formular)?(?:$|[ -](?:nous|us|la mairie|mairie|uns|et acces))|^ecri(?:re|vez)[ -](?:nous|a la mairie|au maire)|^kontakt/],
  ['legal', /^(?:mentions?|informations?|notices?) legales?|^legal(?: notices?)?$|^impressum/],
  ['privacy', /^(?:politique (?:de |des )?)?(?:confidentialite|protection des donnees|donnees personnelles|cookies|vie privee)|^gestion des cookies|^privacy|^datenschutz/],
  ['accessibility', /^(?:declaration (?:d'|de |d )?)?accessibilite(?:$| (?:numerique|du site|:|rgaa|num)| ?[:(])|^accessibility(?:$| statement)|^barrierefreiheit|^erklarung zur barrierefreiheit/],
  ['sitemap', /^plan (?:de |du |d )?(?:ce )?(?:site|sitemap)|^site ?map|^(?:seiten|inhalts)(?:ubersicht|verzeichnis)/],
  ['help', /^aide(?:$| (?:en ligne|a la navigation|et |du site|a l'utilisation))|^(?:foire aux questions|faq|questions frequentes|besoin d'aide)|^help(?:$| )|^hilfe(?:$| )/],
  ['login', /^(?:se )?connecter|^(?:page de )?connexion|^connectez[ -]vous|^(?:mon|votre) (?:compte|espace)|^espace (?:personnel|usagers?|citoyens?|famille|abonnes?|membres?)|^s'identifier|^identifi(?:cation|ez)|^(?:log|sign)[ -]?in(?:$| )|^anmelden|^einloggen|^mein konto/],
  ['search', /^(?:moteur de |page de )?recherche(?:$| (?:avancee|sur le site|dans le site))|^rechercher(?:$| (?:sur|dans))|^resultats? de (?:la |votre )?recherche|^search(?:$| )|^suche(?:$|rgebnis)/],
  ['procedure', /^(?:mes |vos |les )?demarches?(?:$| )|^teleservices?|^services? en ligne|^(?:prendre|prise de|demander un) (?:un )?(?:rendez[ -]vous|rdv)|^rendez[ -]vous|^(?:s')?inscri(?:re|ption)|^demander? (?:d|un)|^declarer |^signaler |^pay(?:er|ement)|^paiement|^etape \d|^reserv(?:er|ation)|^(?:apply|application|booking|appointment)|^antrag|^terminvereinbarung/],
  ['news', /^(?:toutes les |les )?actu(?:s|alites?)?(?:$| )|^news(?:$| )|^aktuelles|^nachrichten/],
  ['event', /^(?:agenda|evenements?|manifestations?|events?|calendar|veranstaltungen)(?:$| )/],
  ['gallery', /^(?:galerie|phototheque|photos?|albums?|gallery)(?:$| )/],
  ['map', /^(?:carte (?:interactive|de la ville)|plan (?:interactif|de (?:la )?ville)|stadtplan|city map)/],
]

/** What only a page of the role says in its text. */
export const roleContents: readonly (readonly [PageRole, RegExp])[] = [
  ['legal', /direct(?:eur|rice) de (?:la )?publication|angaben gema(?:ss|ß) § ?\d/],
  ['accessibility', /(?:declaration d'accessibilite|erklarung zur barrierefreiheit|accessibility statement)[\s\S]{0,3000}(?:conform|rgaa|wcag|vereinbar)/],
  ['procedure', /\betape \d+ ?(?:sur|\/|de) ?\d+|\bstep \d+ of \d+|\bschritt \d+ von \d+/],
]
