import { setTimeout } from 'node:timers/promises'
import type { Page } from 'puppeteer'
import { sameSite } from '#lib/web/address'
import type { Scenario, ScenarioStep } from '#model/scenario'
import { inIsolation } from './isolated.ts'

/** Where a scenario may go: the site, and the hosts that it names. */
export type Stage = { base: string; hosts: readonly string[]; stepMs: number }

/** A page that is never silent is taken as it is after this long. */
const silenceMs = 5_000

/** Words for a step that hold no secret: what is done, and to what. */
export function describeStep({ goto, fill, click, waitFor, expect }: ScenarioStep): string {
  if (goto !== undefined) return `goto ${goto.replace(/\?.*/, '')}`
  return fill !== undefined ? `fill ${fill}` : click !== undefined ? `click ${click}` : waitFor !== undefined ? `waitFor ${waitFor}` : `expect "${expect}"`
}

/** Does what a step says and waits until the page is calm. Rejects with what could not be done. */
export async function takeStep(page: Page, step: ScenarioStep, { base, hosts, stepMs }: Stage, environment: NodeJS.ProcessEnv): Promise<void> {
  const mayGo = (address: string) => sameSite(address, base) || hosts.includes(URL.parse(address)?.hostname ?? '')
  if (step.goto !== undefined) {
    const address = new URL(step.goto, base).href
    if (!mayGo(address)) throw new Error(`${new URL(address).host} is neither of the site nor among the hosts of the scenario`)
    await page.goto(address, { waitUntil: 'load', timeout: stepMs })
  }
  if (step.fill !== undefined) {
    // A secret is for the site and the hosts that the scenario names, wherever a redirect led.
    if (step.secret !== undefined && !mayGo(page.url())) throw new Error('the page is on a host that the scenario does not name: it is given no secret')
    await page.locator(step.fill).setTimeout(stepMs).fill(step.secret === undefined ? step.with ?? '' : environment[step.secret] ?? '')
  }
  if (step.click !== undefined) await page.locator(step.click).setTimeout(stepMs).click()
  await page.waitForNetworkIdle({ idleTime: 500, timeout: Math.min(silenceMs, stepMs) }).catch(() => undefined)
  await until(() => inIsolation(page.mainFrame(), hasLoaded, []), stepMs, 'the page did not end loading')
  if (step.waitFor !== undefined) await page.locator(step.waitFor).setTimeout(stepMs).wait()
  if (step.expect !== undefined) await until(() => inIsolation(page.mainFrame(), reads, [step.expect ?? '']), stepMs, 'the text was not read on the page')
}

/** Asks again while the answer is no, or while the page is on its way to another. */
async function until(holds: () => Promise<boolean>, limitMs: number, otherwise: string): Promise<void> {
  for (const end = Date.now() + limitMs; Date.now() < end; await setTimeout(100)) if (await holds().catch(() => false)) return
  throw new Error(otherwise)
}

/** Page function. */
function hasLoaded(): boolean {
  return document.readyState === 'complete'
}

/** Page function. */
function reads(text: string): boolean {
  const folded = (words: string) => words.normalize('NFC').replace(/\s+/g, ' ')
  return folded(document.body?.innerText ?? '').includes(folded(text))
}
