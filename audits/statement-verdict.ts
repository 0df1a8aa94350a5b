import type { Finding } from '#model/outcome'
import type { Notice, NoticeKind } from '#model/notice'
import type { Reference } from '#model/reference'
import type { AuditContext, AuditVerdict } from '#lib/define'
import type { Contradiction } from '#lib/statements/contradictions'
import type { Reading } from '#lib/statements/item'

/** A verdict made of one finding for each item, in the order of the list, the contradictions first. */
export function statementVerdict(notice: Notice, readings: readonly Reading[], contradictions: readonly Contradiction[] = []): AuditVerdict {
  const findings = [...contradictions.map((each) => contradictionFinding(each, readings)), ...readings.map(itemFinding), ...fewWords(notice)]
  const failing = contradictions.length > 0 || readings.some(({ item, state }) => state === 'not-found' && item.required)
  const whole = readings.every(({ state }) => state === 'found')
  return { outcome: failing ? 'fail' : whole ? 'pass' : 'to-verify', measure: null, findings }
}

function contradictionFinding({ id, message, url }: Contradiction, readings: readonly Reading[]): Finding {
  return { message, ...(url === undefined ? {} : { url }), references: [...(readings[0]?.item.references ?? [])], item: { id, state: 'contradiction' } }
}

function itemFinding({ item, state, quote, doubt }: Reading): Finding {
  const messages: Record<Reading['state'], string> = {
    found: `Trouvé : ${item.label}.`,
    'to-verify': `À vérifier : ${item.label} (${doubt}).`,
    'not-found': item.required ? `Non trouvé par notre test : ${item.label}.` : `À vérifier, non trouvé par notre test : ${item.label}.`,
  }
  const doubtful = state === 'to-verify' || (state === 'not-found' && !item.required)
  return { message: messages[state], references: [...item.references], ...(doubtful && { certainty: 'to-verify' }), item: { id: item.id, state, ...(quote === null ? {} : { quote }) } }
}

/** A page that its scripts write has next to no words as the server sends it. */
function fewWords({ format, text, url }: Notice): Finding[] {
  if (format !== 'html' || text.length >= 400) return []
  return [{ message: 'À vérifier : la page derrière le lien a très peu de texte sans ses scripts, que ce test ne lance pas.', url, references: [], certainty: 'to-verify' }]
}

/** The document of a kind, or the verdict that stands for it when there is none to read. */
export function noticeOr(kind: NoticeKind, notices: readonly Notice[], context: Pick<AuditContext, 'role' | 'site'>, missing: AuditVerdict, references: readonly Reference[]): Notice | AuditVerdict {
  const notice = notices.find((each) => each.kind === kind)
  if (notice === undefined) {
    const elsewhere = context.role !== 'home' || (context.site?.pages.some(({ role }) => role === kind) ?? false)
    return elsewhere ? { outcome: 'not-applicable', measure: null, findings: [] } : missing
  }
  return notice.failure === null ? notice : unreadVerdict(notice, references)
}

/** Statuses by which a server says that there is nothing there (RFC 9110, 15.5.5 and 15.5.11). */
function unreadVerdict({ status, url, failure }: Notice, references: readonly Reference[]): AuditVerdict {
  if (status === 404 || status === 410) return { outcome: 'fail', measure: null, findings: [{ message: `Le lien répond ${status} : la page n’a pas été trouvée.`, url, references: [...references] }] }
  const why = { 'not-attempted': 'il est sur un autre domaine que ceux du site, et n’a pas été suivi', timeout: 'il n’a pas été lu à temps', 'content-type': 'il n’a pas pu être lu comme du texte', 'too-large': 'il est trop lourd pour être lu' }
  const reason = Object.entries(why).find(([code]) => code === failure?.code)?.[1] ?? 'il n’a pas pu être ouvert'
  return { outcome: 'to-verify', measure: null, findings: [{ message: `À vérifier : le document derrière le lien, ${reason}.`, url, references: [...references] }] }
}

export const isVerdict = (value: Notice | AuditVerdict): value is AuditVerdict => 'outcome' in value
