import { isServed } from './service.ts'

/**
 * Content-Security-Policy of every page, in a meta so that it holds on a host that sets no header. Everything is
 * refused, then the page's own stylesheet, scripts and pictures are let in.
 * No script of ours asks for anything: connect-src is for what reads robots.txt under the policy of the page, as Lighthouse does.
 * A form is sent to the service of the dashboard, when there is one.
 * frame-ancestors, report-to and sandbox are not allowed in a meta (CSP Level 3, section 3.3): docs/guides/headers.example has them.
 */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'none'",
  "connect-src 'self'",
  "media-src 'none'",
  "object-src 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
  "manifest-src 'none'",
  "base-uri 'none'",
  `form-action ${isServed ? "'self'" : "'none'"}`,
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')
