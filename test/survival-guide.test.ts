import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const guide = readFileSync(join(root, 'docs/guides/survival.md'), 'utf8')
const rows = [...guide.matchAll(/^\| (R\d+) \| [^|]+ \| `([^`]+)` \| (.+) \|$/gm)].map(([, id = '', file = '', title = '']) => ({ id, file, title }))
const open = [.../^Open, because[^.]*\./ms.exec(guide)?.[0].matchAll(/R\d+/g) ?? []].map(([id]) => id)

describe('the guide of survival', () => {
  it.each(rows)('names a test that exists for $id: $title', ({ file, title }) => {
    expect(existsSync(join(root, file)), file).toBe(true)
    expect(readFileSync(join(root, file), 'utf8')).toContain(`'${title}'`)
  })

  it('answers for each of the forty-eight cases, or says that it is open', () => {
    const all = Array.from({ length: 48 }, (_, index) => `R${index + 1}`)
    expect([...new Set([...rows.map(({ id }) => id), ...open])].sort()).toEqual(all.sort())
    expect(rows.filter(({ id }) => open.includes(id))).toEqual([])
  })
})
