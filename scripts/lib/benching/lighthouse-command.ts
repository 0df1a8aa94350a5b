import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { screens } from '#audits/gather/screens'
import { ensureBrowser } from '../visits/ensure-browser.ts'

const Report = z.object({ categories: z.object({ performance: z.object({ score: z.number().nullable() }) }) })
const program = join(dirname(createRequire(import.meta.url).resolve('lighthouse/package.json')), 'cli', 'index.js')

/** The performance score that the `lighthouse` command gives to a page, 0 to 1, with the settings of our desktop profile; null when it gives none. */
export async function lighthouseCommandScore(url: string): Promise<number | null> {
  const { width, height, deviceScaleFactor } = screens.desktop
  const { stdout } = await promisify(execFile)(process.execPath, [
    program, url, '--quiet', '--output=json', '--output-path=stdout', '--only-categories=performance', '--preset=desktop', '--throttling-method=simulate',
    `--screenEmulation.width=${width}`, `--screenEmulation.height=${height}`, `--screenEmulation.deviceScaleFactor=${deviceScaleFactor}`,
    `--chrome-flags=--headless=new --disable-gpu${process.getuid?.() === 0 ? ' --no-sandbox' : ''}`,
  ], { env: { ...process.env, CHROME_PATH: await ensureBrowser() }, maxBuffer: 200_000_000, timeout: 180_000 })
  return Report.parse(JSON.parse(stdout)).categories.performance.score
}
