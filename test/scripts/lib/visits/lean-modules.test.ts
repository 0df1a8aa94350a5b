import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { lodashOfLighthouse } from '#effects/visits/lean-modules'

const packageOf = (name: string) => dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)))

it('keeps of lodash what Lighthouse asks of it, and nothing else', () => {
  const files = globSync('{core,shared,report}/**/*.js', { cwd: packageOf('lighthouse') })
  const asked = files.flatMap((file) => [...readFileSync(join(packageOf('lighthouse'), file), 'utf8').matchAll(/import \{([^}]+)\} from 'lodash-es'/g)].flatMap(([, names = '']) => names.split(',').map((name) => name.trim())))
  expect([...new Set(asked)].sort()).toEqual([...lodashOfLighthouse].sort())
})

it('leaves out the words of the report of Lighthouse, which works without them', async () => {
  const said = `import { loadLean } from '#effects/visits/lean-modules'
    loadLean()
    const { locales } = await import('lighthouse/shared/localization/locales.js')
    const { default: lighthouse, desktopConfig } = await import('lighthouse')
    console.log(Object.keys(locales).length, typeof lighthouse, desktopConfig.settings.formFactor)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', said], { cwd: fileURLToPath(new URL('../../../..', import.meta.url)) })
  expect(stdout.trim()).toBe('0 function desktop')
})
