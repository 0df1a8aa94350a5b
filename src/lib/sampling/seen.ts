/** A form in the body of a page: fields that a person fills in. */
export type SeenForm = { fields: number; password: boolean; search: boolean }

/** A page as its plain HTML tells it, before anything is judged. Texts are cleaned; `path` is on the site's own host. */
export type SeenPage = {
  path: string
  title: string
  /** First h1; empty when there is none. */
  heading: string
  /** Text outside header, navigation and footer, capped. */
  text: string
  /** Different words of the links that lead here. */
  linkTexts: readonly string[]
  /** Outside header, navigation and footer, where every page has the same. */
  forms: readonly SeenForm[]
  shape: readonly string[]
}

/** A file to download that a page links to. */
export type SeenDocument = { path: string; linkTexts: readonly string[] }
