import { basename, extname } from 'node:path'
import { parseDocument } from 'yaml'
import type { Imported } from '#lib/sampling/imported-sites'
import { readSitemapText } from '#lib/sampling/sitemap-text'
import { cleanText } from '#lib/words/clean'
import { UsageError } from '../command/errors.ts'
import { readDashlord } from './dashlord.ts'
import { readLighthouserc } from './lighthouserc.ts'
import { readPa11yci } from './pa11yci.ts'
import { readStaticObject } from './static-object.ts'
import { readUnlighthouse } from './unlighthouse.ts'

const addressCap = 5_000

/**
 * Addresses that a person already follows with another tool, recognised by what the file holds and not by its name: dashlord.yml,
 * .pa11yci, lighthouserc (JSON, YAML or JavaScript), unlighthouse.config, an XML sitemap, or one address a line. Nothing of the file
 * is ever run. Throws a UsageError that says what was expected.
 */
export function readHabits(text: string, file: string): Imported {
  const name = basename(file)
  if (text.trimStart().startsWith('<')) return readMap(text, name)
  const list = readList(text, name)
  if (list !== null) return list
  const value = /^\.[cm]?[jt]s$/.test(extname(name)) ? readStaticObject(text, name) : dataOf(text, name)
  const imported = readLighthouserc(value, name) ?? readUnlighthouse(value, name) ?? readDashlordOrPa11y(value, name)
  if (imported === null || imported.addresses.length === 0) {
    throw new UsageError(`${name} ne contient aucune adresse que Trèfle sache reprendre.`, 'Formats lus : dashlord.yml, .pa11yci, lighthouserc, unlighthouse.config, plan XML, ou une adresse par ligne.')
  }
  return imported
}

/** Both keep a list named `urls`; the name decides for pa11y-ci, whose addresses are pages and not sites. */
function readDashlordOrPa11y(value: unknown, name: string): Imported | null {
  return /pa11y/i.test(name) ? readPa11yci(value, name) : (readDashlord(value, name) ?? readPa11yci(value, name))
}

/** JSON is YAML as well (YAML 1.2, section 1.3). */
function dataOf(text: string, name: string): unknown {
  const document = parseDocument(text, { prettyErrors: false })
  const broken = document.errors[0]
  if (broken) throw new UsageError(`${name} n’est ni du YAML, ni du JSON, ni une liste d’adresses (${broken.message}).`, 'Vérifiez que c’est bien le fichier à reprendre.')
  return document.toJS({ maxAliasCount: 100 })
}

function readMap(text: string, name: string): Imported {
  const map = readSitemapText(text, addressCap)
  if (map.kind === 'unreadable') throw new UsageError(`${name} n’est pas un plan de site XML lisible.`, 'Un plan de site tient dans des balises urlset, sans déclaration DOCTYPE.')
  if (map.kind === 'sitemaps') throw new UsageError(`${name} est un index : il liste d’autres plans de site, pas des pages.`, 'Donnez l’un des plans qu’il liste, téléchargé à côté.')
  return { addresses: map.addresses.map((url) => ({ url })), notes: map.more ? [`${name} : les ${addressCap} premières adresses ont été reprises.`] : [] }
}

/** Null unless what the file says first is an address, whole or not: it is then a list, and each line of it has to be one. */
function readList(text: string, name: string): Imported | null {
  const lines = text.split(/\r?\n/).map((line, index) => ({ said: line.trim(), number: index + 1 })).filter(({ said }) => said !== '' && !said.startsWith('#'))
  if (!/^(https?:\/\/\S+|[\w-]+(\.[\w-]+)+(\/\S*)?)$/i.test(lines[0]?.said ?? '')) return null
  const wrong = lines.find(({ said }) => !/^https?:\/\/\S+$/i.test(said))
  if (wrong) throw new UsageError(`${name}, ligne ${wrong.number} : « ${cleanText(wrong.said, 80)} » n’est pas une adresse entière.`, 'Une adresse par ligne, par exemple https://www.ville.fr/contact ; ce qui suit un # est un commentaire.')
  return { addresses: lines.slice(0, addressCap).map(({ said }) => ({ url: said })), notes: lines.length > addressCap ? [`Les ${addressCap} premières adresses ont été reprises.`] : [] }
}
