import { ensureBrowser } from '#effects/visits/ensure-browser'
import { exitCodes, UsageError } from '#effects/command/errors'
import { say } from '#effects/command/terminal'

try {
  await ensureBrowser()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  say(`✗ ${error.message}\n  → ${error.mend}`)
  process.exitCode = exitCodes.usage
}
