import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Ruleset } from '#lib/gate/ruleset'
import { UsageError } from '../command/errors.ts'

const folder = new URL('../../../datasets/rulesets/', import.meta.url)

/** "2026.10" comes after "2026.9". */
const inOrder = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

/** The ruleset of a version, or the latest. Throws a UsageError that lists those there are. */
export async function readRuleset(asked: string | undefined): Promise<Ruleset> {
  const versions = (await readdir(fileURLToPath(folder))).flatMap((name) => /^(\d{4}\.\d+)\.json$/.exec(name)?.[1] ?? []).sort(inOrder)
  const version = asked ?? versions.at(-1)
  if (version === undefined || !versions.includes(version)) throw new UsageError(`La version de règles ${version ?? ''} n’existe pas dans cette version de Trèfle.`, `Choisissez parmi : ${versions.join(', ')}.`)
  return Ruleset.parse(JSON.parse(await readFile(new URL(`${version}.json`, folder), 'utf8')))
}
