import { registerHooks } from 'node:module'

/** The functions of lodash that Lighthouse imports (13.5). */
export const lodashOfLighthouse = ['isEqual', 'get', 'set']

/**
 * What Lighthouse loads and a visit never reads, as its own bundles leave it out: the words of its report in forty languages
 * (shared/localization/locales.js says how), and all of lodash for three functions. A third of the start of a worker, and thirty megabytes.
 */
const lean: Record<string, string> = {
  '/lighthouse/shared/localization/locales.js': 'export const locales = {}',
  '/lodash-es/lodash.js': lodashOfLighthouse.map((name) => `export { default as ${name} } from './${name}.js'`).join('\n'),
}

/** From now on, modules are loaded without it. A name that is missing stops the import: nothing is lost in silence. */
export function loadLean(): void {
  registerHooks({
    load(url, context, next) {
      const [, source] = Object.entries(lean).find(([end]) => url.endsWith(end)) ?? []
      return source === undefined ? next(url, context) : { format: 'module', shortCircuit: true, source }
    },
  })
}
