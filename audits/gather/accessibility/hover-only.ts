import { selectorOf } from '../selector.ts'
import { isExposed, solid } from './reading.ts'

/** Page function: a selector without the states of the pointer and of the keyboard, as `querySelectorAll` reads it; null when nothing is left. */
export function plainSelector(selector: string): string | null {
  const states = 'hover|focus-visible|focus-within|focus|active|visited|link'
  const plain = selector.replace(new RegExp(`(^|[\\s>+~,(]):(${states})(?![\\w-])`, 'g'), '$1*').replace(new RegExp(`:(${states})(?![\\w-])`, 'g'), '').trim()
  return plain === '' ? null : plain
}

/** Page function: declarations that bring out what is hidden. */
export function reveals(style: CSSStyleDeclaration): boolean {
  const opens = (size: string) => size !== '' && !/^0/.test(size)
  return (style.display !== '' && style.display !== 'none') || style.visibility === 'visible' || Number(style.opacity || 0) > 0.5 ||
    /^(auto|inset\(0|none)/.test(style.clip || style.clipPath) || opens(style.maxHeight) || opens(style.height) || /^scale\((1|1, 1)\)|scaleY\(1\)/.test(style.transform)
}

/**
 * Page function: contents that a rule with `:hover` on another element brings out, that are hidden now, and that no rule with
 * a focus brings out (RGAA 10.14). What a script may also open (an element that says whether it is expanded) is left alone.
 */
export function readHoverOnly(rules: readonly CSSStyleRule[], limitMs: number) {
  const started = performance.now()
  const focusTargets = new Set<Element>()
  const hoverTargets = new Map<Element, string>()
  let [complete, hoverRules] = [true, 0]
  const parts = rules.filter(({ selectorText, style }) => /:(hover|focus)/.test(selectorText) && reveals(style))
    .flatMap(({ selectorText }) => selectorText.split(/,(?![^(]*\))/).map((part) => part.trim()))
  for (const part of parts) {
    complete = performance.now() - started <= limitMs
    if (!complete) break
    const plain = plainSelector(part)
    const onAnother = /:hover\b.*[\s>+~]/.test(part)
    if (plain === null || /::|:(before|after)\b/.test(part) || (!onAnother && !/:focus/.test(part))) continue
    try {
      const targets = document.querySelectorAll(plain)
      if (part.includes(':hover')) hoverRules += 1
      for (const target of targets) if (/:focus/.test(part)) focusTargets.add(target)
      else hoverTargets.set(target, part)
    } catch { /* A selector for another browser. */ }
  }
  const hidden = (element: Element) => !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.getBoundingClientRect().height <= 1
  const scripted = ({ parentElement }: Element) => parentElement?.closest('[aria-expanded], [aria-haspopup]') || parentElement?.querySelector(':scope > [aria-expanded], :scope > [aria-haspopup]')
  const only = [...hoverTargets].filter(([target]) => !focusTargets.has(target) && hidden(target) && isExposed(target) && !scripted(target) && (solid(target.textContent) !== '' || target.querySelector('img, a, button')))
  // The outermost: what it holds comes out with it.
  const found = only.filter(([target]) => !only.some(([other]) => other !== target && other.contains(target)))
  return { found: found.slice(0, 50).map(([target, rule]) => ({ selector: selectorOf(target), rule })), complete, rules: hoverRules }
}
