import { createTransport } from 'nodemailer'
import type { NightlyFile } from '#model/nightly'
import { linesWithoutControls } from '#lib/words/clean'
import type { PublicChanges } from '#lib/publish/public-changes'

export type Alert = { territory: string; at: string; regressions: PublicChanges['regressions']; stale: readonly { source: string; sentence: string }[]; failed: readonly string[]; digest: string }

const deadlineMs = 20_000

/** True when somebody has to know: a regression, a source that fell silent, a step that failed. */
export const isAlarming = ({ regressions, stale, failed }: Pick<Alert, 'regressions' | 'stale' | 'failed'>): boolean => regressions.length + stale.length + failed.length > 0

/**
 * Sends what alarms to those who asked for it. Gives one sentence (French) for each way that failed: an alert that does not leave never
 * stops a publication.
 * @param environment where the address of the mail server is, by the name that nightly.yml gives
 */
export async function sendAlerts(alerts: NightlyFile['alerts'], alert: Alert, environment: NodeJS.ProcessEnv): Promise<string[]> {
  // A step tells what it met in the words of files and servers.
  const told = { ...alert, failed: alert.failed.map(linesWithoutControls), digest: linesWithoutControls(alert.digest) }
  const sent = await Promise.all([webhook(alerts?.webhook, told), email(alerts?.email, told, environment)])
  return sent.filter((problem) => problem !== null)
}

async function webhook(url: string | undefined, alert: Alert): Promise<string | null> {
  if (url === undefined) return null
  const { origin } = new URL(url)
  try {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ schema: 'trefle/alert@1', ...alert }), redirect: 'error', signal: AbortSignal.timeout(deadlineMs) })
    await response.body?.cancel()
    return response.ok ? null : `L’alerte à ${origin} a été refusée (${response.status}).`
  } catch {
    return `L’alerte à ${origin} n’est pas partie.`
  }
}

async function email(settings: NonNullable<NightlyFile['alerts']>['email'], { territory, regressions, stale, failed, digest }: Alert, environment: NodeJS.ProcessEnv): Promise<string | null> {
  if (settings === undefined) return null
  const server = environment[settings.server]
  if (server === undefined || server === '') return `L’alerte par courriel n’est pas partie : la variable ${settings.server} n’a pas de valeur.`
  const counts = [[regressions.length, 'nouveaux défauts'], [stale.length, 'sources à relancer'], [failed.length, 'étapes en échec']] as const
  const subject = `${territory} : ${counts.filter(([count]) => count > 0).map(([count, what]) => `${what} (${count})`).join(', ')}`
  let transport: ReturnType<typeof createTransport> | undefined
  try {
    transport = createTransport(server, { from: settings.from })
    await transport.sendMail({ to: settings.to, subject, text: [...failed, digest].join('\n\n') })
    return null
  } catch (error) {
    return `L’alerte par courriel n’est pas partie : ${error instanceof Error ? error.message.split('\n')[0] : 'le serveur n’a pas répondu'}.`
  } finally {
    transport?.close()
  }
}
