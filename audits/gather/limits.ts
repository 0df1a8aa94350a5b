import type { Page } from 'puppeteer'
import type { Failure } from '#model/failure'
import type { ProtocolLog } from './protocol-log.ts'

/** What is held in memory once decoded: a few kilobytes on the wire may swell to gigabytes. The proxy counts the wire. */
const maxDecodedBytes = 100_000_000
/** A page that goes on asking questions never lets its script end. */
const maxDialogs = 20

/** Calls `giveUp`, once, when a page swells past what a browser can hold or never stops asking. */
export function holdToLimits(page: Page, log: ProtocolLog, giveUp: (failure: Failure) => void): void {
  let [decodedBytes, dialogs, held] = [0, 0, true]
  const release = (detail: string) => {
    if (held) giveUp({ code: 'too-large', detail })
    held = false
  }
  log.onDecoded((bytes) => {
    decodedBytes += bytes
    if (decodedBytes > maxDecodedBytes) release(`the page went past ${maxDecodedBytes} decoded bytes`)
  })
  page.on('dialog', () => {
    dialogs += 1
    if (dialogs > maxDialogs) release(`the page opened more than ${maxDialogs} dialogs`)
  })
}
