/** What a server adds to the policy that each page carries in a meta: what a meta may not hold (CSP Level 3, section 3.3), and what only a server can say. */
const everywhere = {
  'Content-Security-Policy': "frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const

/** The open data, feeds, badges and cards, which any site may read and show. Under a base path too. */
const shared = /\/donnees\/.*\.(csv|json|jsonld)$|\/(flux|badges|cartes)\/|\/carbon\.txt$/

/** Headers of an answer, by the path that was asked; docs/guides/headers.example and nginx.example say the same for other servers. */
export function headersOf(path: string): Readonly<Record<string, string>> {
  return shared.test(path) ? { ...everywhere, 'Cross-Origin-Resource-Policy': 'cross-origin', 'Access-Control-Allow-Origin': '*' } : { ...everywhere, 'Cross-Origin-Resource-Policy': 'same-origin' }
}
