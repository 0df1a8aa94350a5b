import type { ExplorerData } from './explorer-data.ts'

/** Puts, where scripts run, a button that loads the chart library and opens the explorer in its place. */
function offer(place: HTMLElement): void {
  const data: ExplorerData = JSON.parse(place.dataset.explorer ?? '')
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = data.words.open
  button.addEventListener('click', () => { void open(place, button, data) }, { once: true })
  place.append(button)
}

async function open(place: HTMLElement, button: HTMLButtonElement, data: ExplorerData): Promise<void> {
  button.textContent = data.words.loading
  button.disabled = true
  try {
    const { openExplorer } = await import('./explorer-chart.ts')
    button.remove()
    openExplorer(place, data)
  } catch {
    button.replaceWith(data.words.failed)
  }
}

for (const place of document.querySelectorAll<HTMLElement>('[data-explorer]')) offer(place)
