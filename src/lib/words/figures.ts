/** Stands for one figure in a skeleton. A text that already holds it stays exact: it is taken out like a figure. */
export const placeholder = '¤'
const figurePattern = /¤|\d+(?:[.,\u00a0\u202f]\d+| \d{3}(?!\d))*/g

/** Where the figure that stands at a place of a text ends; the place itself when there is none. */
export function figureEnd(text: string, at: number): number {
  const figure = new RegExp(figurePattern.source, 'y')
  figure.lastIndex = at
  return figure.test(text) ? figure.lastIndex : at
}

/** A text without its figures, and the figures in order: two visits that differ by a number share their skeleton. */
export type Skeleton = { skeleton: string; figures: string[] }

export function takeFigures(text: string): Skeleton {
  const figures: string[] = []
  const skeleton = text.replace(figurePattern, (figure) => {
    figures.push(figure)
    return placeholder
  })
  return { skeleton, figures }
}

/** Puts figures back, in order, from an iterator that several texts may share. Throws when there are too few. */
export function putFigures(skeleton: string, figures: Iterator<string>): string {
  return skeleton.replaceAll(placeholder, () => {
    const next = figures.next()
    if (next.done) throw new Error(`A figure is missing for "${skeleton}"`)
    return next.value
  })
}
