/**
 * Words of consent banners in French, English and German, on folded text (lower case, no accent, straight apostrophe).
 * Sources of regular expressions, since they travel to the page. An accessible name must match from its beginning;
 * a name that two of them match is the first in this order: refuse, accept, acknowledge, settings.
 */
export const consentWords = {
  topic: "cookie|traceur|consent|votre accord|mesure d.audience|mesurer (les visites|l.audience)|vie privee|donnees personnelles|confidentialite|privacy|datenschutz|tracking",
  refuse: [
    "(non, ?)?(je )?(tout )?(refuser?|rejeter|decliner|interdire)( tout(es)?)?( les)?( cookies| traceurs)?( et fermer| et continuer)?", "non,? merci", "je refuse.*", "tout interdire",
    "interdire tous les cookies", "continuer sans accepter.*", "(poursuivre|naviguer) sans accepter.*", "(cookies )?(strictement )?necessaires (uniquement|seulement)", "(uniquement|seulement) les( cookies)? necessaires", "(accepter )?(uniquement|seulement) (les cookies )?(essentiels|necessaires)",
    "(reject|decline|refuse|deny|disagree)( all)?( cookies)?", "(i )?(do not|don't) (accept|agree)", "continue without (accepting|agreeing|consent)", "(use |accept )?(only )?(strictly )?(necessary|essential)( cookies)?( only)?", "no,? thanks",
    "(alle(s)? )?(cookies )?(ablehnen|verweigern)", "(nur )?(notwendige|erforderliche|essenzielle)( cookies)?( akzeptieren| zulassen)?", "nur (notwendige|erforderliche|essenzielle).*", "ohne zustimmung fortfahren", "weiter ohne (zustimmung|einwilligung)",
  ].join('|'),
  accept: [
    "(oui, ?)?(j')?(tout )?accepter?( et fermer| et continuer| tout(es)?( les cookies)?| les cookies| et poursuivre)?",
    "j'accepte.*", "(tout )?autoriser.*", "ok,? (tout accepter|j'accepte)",
    "(i )?(accept|agree|allow)( all)?( cookies| & close| and close)?", "yes, i agree",
    "(alle(n|s)? )?(cookies )?(akzeptieren|zustimmen|erlauben|zulassen)", "alle annehmen", "ich stimme zu",
  ].join('|'),
  acknowledge: ["ok", "d'accord", "(j'ai )?compris", "got it", "(i )?understand", "einverstanden", "verstanden"].join('|'),
  settings: [
    "(je )?(personnalise|parametre|choisi|configure|gere|regle|modifie)[rst]?\\b.*", "(plus d'|en savoir|savoir) ?(informations?|plus).*", "(mes )?(preferences|parametres|choix|options)\\b.*", "(voir|consulter|lire|notre|la)? ?(liste|politique|charte|mentions|donnees personnelles|details|partenaires|finalites)\\b.*",
    "(manage|customi[sz]e|configure|set|more|learn|cookie|show|view|privacy|our)\\b.*", "(mehr|weitere|einstellungen|datenschutz|impressum|auswahl|anpassen)\\b.*",
  ].join('|'),
}
export type ConsentWords = typeof consentWords
