import type { HTTPResponse, Page } from 'puppeteer'

/** What must be listened to from the start: the document as it came, and windows that the page asks for. */
export type Watch = {
  /** Body of the last document of the main frame. Rejects when it was not kept. */
  body(): Promise<{ text: string; mimeType: string }>
  /** Bytes of an image file that arrived; null when it is of a format that does not move, or is no longer held. */
  image(address: string): Promise<Uint8Array | null>
  /** Addresses of the windows asked for without a gesture, blocked or not. */
  openedWindows(): readonly string[]
}

/** Listens to a page that has not been asked for anything yet. */
export async function watchPage(page: Page): Promise<Watch> {
  let document: HTTPResponse | undefined
  const opened: string[] = []
  const images = new Map<string, HTTPResponse>()
  page.on('response', (response) => {
    const request = response.request()
    if (/^image\/(gif|webp|a?png)\b/i.test(response.headers()['content-type'] ?? '') && images.size < 500) images.set(request.url(), response)
    if (request.isNavigationRequest() && response.frame() === page.mainFrame()) document = response
  })
  const session = await page.createCDPSession()
  session.on('Page.windowOpen', ({ url, userGesture }) => {
    if (!userGesture && opened.length < 20) opened.push(url)
  })
  await session.send('Page.enable')
  return {
    openedWindows: () => opened,
    image: async (address) => await images.get(address)?.buffer().catch(() => null) ?? null,
    async body() {
      if (document === undefined) throw new Error('The document was not seen to arrive')
      const [mimeType = ''] = (document.headers()['content-type'] ?? 'text/html').split(';')
      return { text: await document.text(), mimeType: mimeType.trim().toLowerCase() }
    },
  }
}
