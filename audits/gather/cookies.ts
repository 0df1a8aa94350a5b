import { matchesSuffix, sameSite } from '#lib/web/address'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { headerClaims, type CookieClaim } from './cookie-claims.ts'
import type { Load } from './load.ts'

const dayMs = 86_400_000

/** The jar of the load's own browser context, without values. */
export async function gatherCookies({ page, finalUrl, log, claims }: Load): Promise<Artifacts['cookies']> {
  const nowMs = Date.now()
  const jar = await page.browserContext().cookies()
  const asked = [...headerClaims(log.events, nowMs), ...claims]
  return jar.slice(0, 1000).map((cookie) => {
    const host = cookie.domain.replace(/^\./, '')
    return {
      name: cleanText(cookie.name),
      domain: cleanText(cookie.domain, 255),
      path: cleanText(cookie.path, 1024),
      sameSite: cookie.sameSite === 'Strict' || cookie.sameSite === 'Lax' || cookie.sameSite === 'None' ? cookie.sameSite : null,
      secure: cookie.secure,
      httpOnly: cookie.httpOnly ?? false,
      jarDays: cookie.session ? null : (cookie.expires * 1000 - nowMs) / dayMs,
      claimedDays: claimFor(cookie.name, host, asked)?.days ?? null,
      valueLength: cookie.value.length,
      firstParty: sameSite(host, finalUrl),
    }
  })
}

/** The last claim wins, as it does in the jar. */
function claimFor(name: string, host: string, asked: readonly CookieClaim[]): CookieClaim | undefined {
  return asked.findLast((claim) => claim.name === name && (matchesSuffix(claim.host, host) || matchesSuffix(host, claim.host)))
}
