export type ChromiumOptions = {
  denyingProxyPort: number
  /** Base64 SHA-256 of the public keys of the fixtures: trusted by their key alone, so that other certificates stay judged. */
  spkiHashes: readonly string[]
  userDataDir?: string
  /** Default: kept, except for root, for whom Chromium refuses to start with it (its namespaces need an ordinary user). */
  sandbox?: boolean
}

/**
 * Features that ask for https first, in silence, when a page is asked in http: what is audited would not be what was asked.
 */
const httpsFirst = ['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'HttpsFirstModeV2']

/**
 * Launch arguments that come on top of puppeteer's own. The browser itself points at a proxy that denies everything; each
 * page load has a context with a filtering proxy of its own. No way leads around them: loopback is not exempted, WebRTC
 * may not send UDP, QUIC is off, and no name is resolved in the browser.
 */
export function chromiumArguments({ denyingProxyPort, spkiHashes, userDataDir, sandbox = process.getuid?.() !== 0 }: ChromiumOptions): string[] {
  return [
    `--proxy-server=http://127.0.0.1:${denyingProxyPort}`,
    `--proxy-bypass-list=${proxyBypassList.join(';')}`,
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-sync',
    '--disable-gpu',
    // How far below the screen a lazy image is fetched depends on how fast the network seems: the same for every visit.
    '--force-effective-connection-type=4G',
    '--no-first-run',
    `--disable-features=${httpsFirst.join(',')}`,
    ...(spkiHashes.length > 0 ? [`--ignore-certificate-errors-spki-list=${spkiHashes.join(',')}`] : []),
    ...(userDataDir === undefined ? [] : [`--user-data-dir=${userDataDir}`]),
    ...(sandbox ? [] : ['--no-sandbox']),
  ]
}

/** For each context too: Chromium would otherwise go straight to loopback. */
export const proxyBypassList = ['<-loopback>']
