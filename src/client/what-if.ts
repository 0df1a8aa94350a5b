import type { WhatIfData } from './what-if-data.ts'

/** The formulas group maps (2024): an older browser keeps the static table, and is offered nothing that would fail. */
const capable = 'groupBy' in Map && 'findLast' in []

/** Puts, where scripts run, a button that loads the formulas and opens the form under the static table. */
function offer(place: HTMLElement): void {
  const data: WhatIfData = JSON.parse(place.dataset.whatIf ?? '')
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = data.words.open
  button.addEventListener('click', () => { void open(place, button, data) }, { once: true })
  place.append(button)
}

async function open(place: HTMLElement, button: HTMLButtonElement, data: WhatIfData): Promise<void> {
  button.textContent = data.words.loading
  button.disabled = true
  try {
    const { openWhatIf } = await import('./what-if-form.ts')
    button.remove()
    openWhatIf(place, data)
  } catch {
    button.replaceWith(data.words.failed)
  }
}

if (capable) for (const place of document.querySelectorAll<HTMLElement>('[data-what-if]')) offer(place)
