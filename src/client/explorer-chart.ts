import { CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement, Tooltip, type ChartDataset, type ChartOptions } from 'chart.js'
import type { ExplorerData, ExplorerPoint, ExplorerSeries } from './explorer-data.ts'

Chart.register(CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip)

type View = { from: number; to: number; shown: ReadonlySet<ExplorerSeries>; zero: boolean }

function make<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}

/** Colours of the page as they are now, light, dark or chosen by the reader. */
function ink(place: HTMLElement): { accent: string; text: string; soft: string; rule: string; card: string } {
  const style = getComputedStyle(place)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return { accent: token('--accent'), text: token('--ink'), soft: token('--ink-soft'), rule: token('--rule'), card: token('--card') }
}

function seriesOf({ series, target }: ExplorerData): ExplorerSeries[] {
  const bounded = series.some(({ low, high }) => low !== null && high !== null)
  return ['value', ...(bounded ? ['low', 'high'] as const : []), ...(target === null ? [] : ['target'] as const)]
}

function datasets(data: ExplorerData, { from, to, shown }: View, colours: ReturnType<typeof ink>): ChartDataset<'line', (number | null)[]>[] {
  const points = data.series.slice(from, to + 1)
  const valuesOf = (name: ExplorerSeries) => points.map((point: ExplorerPoint) => (name === 'target' ? data.target : point[name]))
  return [...shown].map((name) => ({
    label: data.words[name],
    data: valuesOf(name),
    borderColor: name === 'target' ? colours.text : colours.accent,
    backgroundColor: colours.card,
    borderWidth: name === 'value' ? 2.5 : 1.5,
    borderDash: name === 'target' ? [7, 4] : name === 'value' ? [] : [2, 3],
    pointRadius: name === 'value' ? 4 : 0,
    // A line never crosses a change of method.
    segment: { borderColor: (context) => (points[context.p1DataIndex]?.breakBefore && name !== 'target' ? 'transparent' : undefined) },
  }))
}

function picker(data: ExplorerData, word: string, selected: number, choose: (index: number) => void): HTMLElement {
  const label = make('label', '', word)
  const select = make('select', '')
  data.series.forEach((point, index) => select.append(new Option(point.label, String(index), false, index === selected)))
  select.addEventListener('change', () => choose(Number(select.value)))
  label.append(select)
  return label
}

function checkbox(word: string, toggle: (on: boolean) => void): HTMLElement {
  const label = make('label', 'explorer-choice')
  const input = make('input', '')
  input.type = 'checkbox'
  input.checked = true
  input.addEventListener('change', () => toggle(input.checked))
  label.append(input, ` ${word}`)
  return label
}

/** Downloads the canvas on the paper of the page, since a transparent picture is unreadable in a dark document. */
function savePicture(canvas: HTMLCanvasElement, name: string, paper: string): void {
  const copy = make('canvas', '')
  copy.width = canvas.width
  copy.height = canvas.height
  const context = copy.getContext('2d')
  if (!context) return
  context.fillStyle = paper
  context.fillRect(0, 0, copy.width, copy.height)
  context.drawImage(canvas, 0, 0)
  const anchor = make('a', '')
  anchor.href = copy.toDataURL('image/png')
  anchor.download = `${name}.png`
  anchor.click()
}

function chartOptions({ unit }: ExplorerData, { zero }: View, colours: ReturnType<typeof ink>): ChartOptions<'line'> {
  const axis = { ticks: { color: colours.soft, maxRotation: 0 }, grid: { color: colours.rule } }
  const y = { ...axis, beginAtZero: zero, title: { display: unit !== '', text: unit, color: colours.soft } }
  return { animation: false, responsive: true, maintainAspectRatio: false, spanGaps: false, locale: document.documentElement.lang, scales: { x: axis, y } }
}

/** Opens the explorer: range, series, and a picture to keep, over a chart that the page already shows without it. */
export function openExplorer(place: HTMLElement, data: ExplorerData): void {
  const colours = ink(place)
  const names = seriesOf(data)
  let view: View = { from: 0, to: data.series.length - 1, shown: new Set(names), zero: true }
  const frame = make('div', 'explorer-canvas')
  const canvas = make('canvas', '')
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', data.words.label)
  frame.append(canvas)
  const tools = make('div', 'explorer-tools')
  place.append(tools, frame)
  const chart = new Chart<'line', (number | null)[], string>(canvas, { type: 'line', data: { labels: [], datasets: [] } })
  const draw = (next: Partial<View>) => {
    view = { ...view, ...next }
    chart.data = { labels: data.series.slice(view.from, view.to + 1).map(({ label }) => label), datasets: datasets(data, view, colours) }
    chart.options = chartOptions(data, view, colours)
    chart.update()
  }
  const toggle = (name: ExplorerSeries, on: boolean) => draw({ shown: new Set(names.filter((each) => (each === name ? on : view.shown.has(each)))) })
  const save = make('button', '', data.words.save)
  save.type = 'button'
  save.addEventListener('click', () => savePicture(canvas, data.title, getComputedStyle(document.body).backgroundColor))
  tools.append(
    picker(data, data.words.from, view.from, (from) => draw({ from })),
    picker(data, data.words.to, view.to, (to) => draw({ to })),
    ...names.map((name) => checkbox(data.words[name], (on) => toggle(name, on))),
    checkbox(data.words.zero, (zero) => draw({ zero })),
    save,
  )
  draw({})
  tools.querySelector('select')?.focus()
}
