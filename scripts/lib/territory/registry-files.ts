import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { KnownCookie, ThirdParty, type Registry } from '#model/third-party'
import { readYaml } from '../files/yaml-file.ts'

const shipped = fileURLToPath(new URL('../../../datasets/registry', import.meta.url))

export const ThirdPartiesFile = z.strictObject({ thirdParties: z.array(ThirdParty) })
const CookiesFile = z.strictObject({ cookies: z.array(KnownCookie) })

/**
 * The shipped registry, and before it the territory's own `third-parties.yml` where there is one: on the same suffix
 * the territory's word counts. Throws a UsageError that names file, line and mend.
 */
export async function loadRegistry(territoryDir: string | null): Promise<Registry> {
  const [own, thirdParties, cookies] = await Promise.all([
    territoryDir === null ? null : readYaml(join(territoryDir, 'third-parties.yml'), ThirdPartiesFile),
    readShipped('third-parties.json', ThirdPartiesFile),
    readShipped('cookies.json', CookiesFile),
  ])
  return { thirdParties: [...(own?.value.thirdParties ?? []), ...thirdParties.thirdParties], cookies: cookies.cookies }
}

/** A broken file of Trèfle itself is a bug: it throws as it is. */
async function readShipped<S extends z.ZodType>(name: string, schema: S): Promise<z.infer<S>> {
  return schema.parse(JSON.parse(await readFile(join(shipped, name), 'utf8')))
}
