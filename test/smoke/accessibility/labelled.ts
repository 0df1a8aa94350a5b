/**
 * Small pages with the verdict that a person gives them. `fails`: the defect is proven; `flagged`: a person has to look;
 * `passes`; `inapplicable`: the page holds nothing that the check is about. A page is the content of a body in French,
 * or a whole document when it starts with "<!", "<html" or "raw:".
 */
export type Labels = { fails?: readonly string[]; flagged?: readonly string[]; passes: readonly string[]; inapplicable: readonly string[] }
export type LabelledSet = Readonly<Record<string, Labels>>
export type Label = keyof Labels
export type Case = { check: string; label: Label; html: string }

export function casesOf(set: LabelledSet): Case[] {
  return Object.entries(set).flatMap(([check, labels]) => Object.entries(labels).flatMap(([label, pages]) => pages.map((html) => ({ check, label: label as Label, html }))))
}

export function documentOf(html: string): string {
  if (html.startsWith('raw:')) return html.slice(4)
  if (/^<(!|html)/i.test(html)) return html
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Page d’essai du jeu étiqueté</title></head><body>${html}</body></html>`
}

/** A document with styles. */
export const styled = (css: string, body: string): string =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Page d’essai du jeu étiqueté</title><style>${css}</style></head><body>${body}</body></html>`
