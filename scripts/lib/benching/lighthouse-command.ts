import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { screens } from '#audits/gather/screens'
import { ensureBrowser } from '../visits/ensure-browser.ts'

const Score = z.object({ score: z.number().nullable() })
const program = join(dirname(createRequire(import.meta.url).resolve('lighthouse/package.json')), 'cli', 'index.js')

/** What the command writes, as JSON, with these arguments. */
async function report(url: string, settings: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    program, url, '--quiet', '--output=json', '--output-path=stdout', ...settings,
    `--chrome-flags=--headless=new --disable-gpu${process.getuid?.() === 0 ? ' --no-sandbox' : ''}`,
  ], { env: { ...process.env, CHROME_PATH: await ensureBrowser() }, maxBuffer: 200_000_000, timeout: 180_000 })
  return JSON.parse(stdout)
}

/** The performance score that the `lighthouse` command gives to a page, 0 to 1, with the settings of our desktop profile; null when it gives none. */
export async function lighthouseCommandScore(url: string): Promise<number | null> {
  const { width, height, deviceScaleFactor } = screens.desktop
  const written = await report(url, [
    '--only-categories=performance', '--preset=desktop', '--throttling-method=simulate',
    `--screenEmulation.width=${width}`, `--screenEmulation.height=${height}`, `--screenEmulation.deviceScaleFactor=${deviceScaleFactor}`,
  ])
  return z.object({ categories: z.object({ performance: Score }) }).parse(written).categories.performance.score
}

export const mobileCategories = ['performance', 'accessibility', 'best-practices', 'seo'] as const

/** The four scores of a page, 0 to 1, with the settings of the command itself: a slow telephone on a slow network, simulated. */
export async function lighthouseMobileScores(url: string): Promise<Record<typeof mobileCategories[number], number | null>> {
  const { categories } = z.object({ categories: z.object({ performance: Score, accessibility: Score, 'best-practices': Score, seo: Score }) }).parse(await report(url, [`--only-categories=${mobileCategories.join(',')}`]))
  return { performance: categories.performance.score, accessibility: categories.accessibility.score, 'best-practices': categories['best-practices'].score, seo: categories.seo.score }
}
