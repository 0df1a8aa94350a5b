/** What the page gives the explorer: figures already in the unit of the chart, and the words around them. */
export type ExplorerPoint = { label: string; value: number | null; low: number | null; high: number | null; breakBefore: boolean }
export type ExplorerSeries = 'value' | 'low' | 'high' | 'target'
export type ExplorerData = {
  title: string
  unit: string
  series: ExplorerPoint[]
  target: number | null
  words: Record<'open' | 'loading' | 'failed' | 'from' | 'to' | 'zero' | 'save' | 'label' | ExplorerSeries, string>
}
