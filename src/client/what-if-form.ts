import { tryScenario } from '#lib/scenarios/fleet-input'
import { answerOf, type Asked } from './what-if-answer.ts'
import type { WhatIfData, WhatIfWord } from './what-if-data.ts'

function make<K extends keyof HTMLElementTagNameMap>(tag: K, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  element.textContent = text
  return element
}

/** A field under its label. */
function labelled<T extends HTMLElement>(word: string, field: T): { label: HTMLLabelElement; field: T } {
  const label = make('label', word)
  label.append(field)
  return { label, field }
}

function amount({ min, max, step, value = '' }: { min: number; max: number; step: number; value?: string }): HTMLInputElement {
  const input = make('input')
  Object.assign(input, { type: 'number', min: String(min), max: String(max), step: String(step), defaultValue: value, inputMode: 'decimal' })
  return input
}

function choice(types: readonly string[], nameOf: (type: string) => string): HTMLSelectElement {
  const select = make('select')
  for (const type of types) select.append(new Option(nameOf(type), type))
  return select
}

function group(legend: string, fields: readonly { label: HTMLLabelElement }[]): HTMLFieldSetElement {
  const set = make('fieldset')
  set.append(make('legend', legend), ...fields.map(({ label }) => label))
  return set
}

/** Number of a field; undefined when it is empty, since nothing is not zero. */
const numberOf = (input: HTMLInputElement): number | undefined => (input.value === '' ? undefined : input.valueAsNumber)

/** The fields of the form, and the scenario that they ask for: only what differs from today. */
function fieldsOf({ fleet, present, words }: WhatIfData) {
  const device = new Map(fleet.devices.map((each) => [each.id, each]))
  const nameOf = (type: string) => device.get(type)?.label ?? type
  const lifetimes = present.map((type) => ({ type, ...labelled(nameOf(type), amount({ min: 1, max: 30, step: 0.5, value: String(device.get(type)?.lifetimeYears ?? '') })) }))
  const reuse = labelled(words['reuse.label'], amount({ min: 0, max: 100, step: 5, value: '0' }))
  const screens = labelled(words['screens.label'], amount({ min: 0, max: 4, step: 0.1 }))
  const renewType = labelled(words['renew.type'], choice(present, nameOf))
  const renewYears = labelled(words['renew.years'], amount({ min: 1, max: 30, step: 1 }))
  const from = labelled(words.from, choice(present, nameOf))
  const to = labelled(words.to, choice(fleet.devices.map(({ id }) => id), nameOf))
  const share = labelled(words.share, amount({ min: 0, max: 100, step: 5, value: '0' }))
  const asked = (): Asked => {
    const changed = lifetimes.flatMap(({ type, field }) => {
      const years = numberOf(field)
      return years === undefined || years === device.get(type)?.lifetimeYears ? [] : [[type, years] as const]
    })
    const [renewed, part, perDesk, replaced] = [numberOf(renewYears.field), numberOf(reuse.field) ?? 0, numberOf(screens.field), numberOf(share.field) ?? 0]
    return {
      ...(changed.length === 0 ? {} : { lifetimes: Object.fromEntries(changed) }),
      ...(part === 0 ? {} : { reuseShare: part / 100 }),
      ...(perDesk === undefined ? {} : { screensPerDesk: perDesk }),
      ...(renewed === undefined ? {} : { renewAfterYears: { [renewType.field.value]: renewed } }),
      ...(replaced === 0 ? {} : { replace: [{ from: from.field.value, to: to.field.value, share: replaced / 100 }] }),
    }
  }
  const groups = [group(words.lifetimes, lifetimes), group(words.others, [reuse, screens]), group(words.plan, [from, to, share, renewType, renewYears])]
  return { asked, groups, nameOf }
}

/** Lines of the answer, each in its own paragraph, then what is assumed as a list. */
function write(place: HTMLElement, { lines, assumed, rule }: ReturnType<typeof answerOf>, words: Record<WhatIfWord, string>): void {
  const list = make('ul')
  list.append(...assumed.map((line) => make('li', line)))
  const title = make('p', words.supposed)
  const note = make('p', rule)
  note.className = 'note'
  place.replaceChildren(...lines.map((line) => make('p', line)), ...(assumed.length === 0 ? [] : [title, list, note]))
}

/** Opens the form. Every answer is the one that `trefle what-if` gives of the same inventory, by the same functions. */
export function openWhatIf(place: HTMLElement, data: WhatIfData): void {
  const { asked, groups, nameOf } = fieldsOf(data)
  const form = make('form')
  form.setAttribute('aria-label', data.words.form)
  form.className = 'what-if-form'
  const answer = make('div')
  answer.className = 'what-if-answer'
  answer.setAttribute('aria-live', 'polite')
  const reset = make('button', data.words.reset)
  reset.type = 'reset'
  form.append(...groups, reset)
  const draw = () => {
    if (!form.checkValidity()) return write(answer, { lines: [data.words.invalid], assumed: [], rule: '' }, data.words)
    const scenario = asked()
    const result = tryScenario(data.fleet, { id: 'essai', title: data.words.form, assumption: data.words.form, source: data.words.form, ...scenario })
    write(answer, answerOf(result, scenario, data, nameOf), data.words)
  }
  // On `change`, and not at each key: a screen reader hears one answer for one value.
  form.addEventListener('change', draw)
  form.addEventListener('submit', (event) => { event.preventDefault() })
  form.addEventListener('reset', () => { setTimeout(draw) })
  place.append(form, answer)
  draw()
  form.querySelector('input')?.focus()
}
