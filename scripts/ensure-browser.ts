import { ensureBrowser } from '#effects/ensure-browser'
import { exitCodes, UsageError } from '#effects/errors'
import { say } from '#effects/terminal'

try {
  await ensureBrowser()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  say(`✗ ${error.message}\n  → ${error.mend}`)
  process.exitCode = exitCodes.usage
}
