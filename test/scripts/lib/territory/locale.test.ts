import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { localeReport } from '#effects/territory/locale'

let folder = ''
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'trefle-i18n-')) })
afterEach(() => rm(folder, { recursive: true, force: true }))

async function reportOf(translation: unknown): Promise<string | null> {
  await writeFile(join(folder, 'fr.json'), JSON.stringify({ title: 'Titre', page: { one: 'page', other: 'pages' }, end: 'Fin' }))
  await writeFile(join(folder, 'en.json'), typeof translation === 'string' ? translation : JSON.stringify(translation))
  return localeReport('en', folder)
}

describe('a language of the dashboard', () => {
  it('is found by its file, and says how many messages will be read in French', async () => {
    expect(await reportOf({ title: 'Title' })).toBe('en : 2 messages manquent, en français.')
    expect(await reportOf({ title: 'Title', page: { one: 'page', other: 'pages' }, end: '' })).toBe('en : 1 message manque, en français.')
    expect(await reportOf({ title: 'Title', page: { one: 'page', other: 'pages' }, end: 'End' })).toBe('en : tous les messages sont traduits.')
  })

  it('names the messages that no page asks for: a slip of the pen, or a message that has gone', async () => {
    expect(await reportOf({ titel: 'Title' })).toContain('Aucune page ne demande : titel.')
  })

  it('has nothing to say when it is French', async () => expect(await localeReport('fr')).toBeNull())

  it('is refused when it has no file, with those that have one', async () => {
    await reportOf({})
    await expect(localeReport('br', folder)).rejects.toMatchObject({ name: 'UsageError', mend: expect.stringContaining('en, fr') as string })
    await expect(localeReport('../fr', folder)).rejects.toMatchObject({ name: 'UsageError' })
  })

  it.each([
    ['a plural without its general form', { page: { one: 'page' } }, /« page/],
    ['a number instead of a sentence', { title: 3 }, /« title »/],
    ['what is no JSON', '{ "title": ', /JSON/],
  ])('is refused for %s', async (_name, translation, message) => {
    await expect(reportOf(translation)).rejects.toMatchObject({ name: 'UsageError', message: expect.stringMatching(message) as string })
  })

  it('is usable whenever it is in the repository', async () => {
    const locales = (await readdir(new URL('../../../../src/i18n', import.meta.url))).filter((name) => name.endsWith('.json')).map((name) => name.replace(/\.json$/, ''))
    expect(locales).toContain('fr')
    for (const locale of locales) await localeReport(locale)
    await cp(new URL('../../../../src/i18n/fr.json', import.meta.url), join(folder, 'fr.json'))
    await cp(new URL('../../../../src/i18n/fr.json', import.meta.url), join(folder, 'frc.json'))
    expect(await localeReport('frc', folder)).toBe('frc : tous les messages sont traduits.')
  })
})
