import { link } from '#lib/link'

/** A link to a file of the open data, named as it will be saved, so that no two links of a page read alike. */
export const fileLink = (path: string, ending: 'csv' | 'json'): { text: string; href: string } =>
  ({ text: `${path.split('/').at(-1)}.${ending}`, href: link(`/donnees/${path}.${ending}`) })
