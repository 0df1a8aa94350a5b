import { InvalidArgumentError, type Command } from 'commander'
import { InseeCode } from '#model/bundle'
import { KeptToken, TokenScope } from '#model/inbox'
import { cleanText } from '#lib/words/clean'
import { exitCodes, UsageError } from '#effects/command/errors'
import { wholeNumber } from '#effects/command/options'
import { print, say } from '#effects/command/terminal'
import { inboxOption } from '#effects/inbox/inbox-option'
import { createToken, isOpen, readTokens, revokeToken } from '#effects/inbox/tokens'

const dayMs = 86_400_000

function scopesOf(list: string): TokenScope[] {
  return list.split(',').map((name) => {
    const scope = TokenScope.safeParse(name.trim())
    if (!scope.success) throw new InvalidArgumentError(`« ${name} » : choisissez parmi ${TokenScope.options.join(', ')}.`)
    return scope.data
  })
}

/** Throws for what no token could keep: it would close the whole inbox, which reads them all. */
function nameOf(text: string): string {
  const name = KeptToken.shape.name.safeParse(cleanText(text, 81).trim())
  if (!name.success) throw new InvalidArgumentError('un nom de 1 à 80 signes est attendu.')
  return name.data
}

/** A host as the addresses of a check write it, so that it can be the same. */
function addHost(text: string, known: readonly string[]): string[] {
  const url = URL.parse(`https://${text}`)
  if (url === null || url.href !== `https://${url.host}/` || text.includes('/')) throw new InvalidArgumentError(`« ${text} » : un nom d’hôte est attendu, par exemple www.ma-ville.fr.`)
  return [...known, url.host]
}

function communeOf(text: string): string {
  const commune = InseeCode.safeParse(text)
  if (!commune.success) throw new InvalidArgumentError(`« ${text} » : le code Insee de la commune est attendu, par exemple 67365.`)
  return commune.data
}

type Asked = { inbox: string; scopes: TokenScope[]; host: string[]; commune?: string; days: number }

async function create(name: string, { inbox, scopes, host, commune, days }: Asked): Promise<void> {
  if (host.length === 0 && scopes.some((scope) => scope === 'check' || scope === 'audit-request')) throw new UsageError('Un jeton pour des contrôles dit pour quels hôtes.', 'Ajoutez --host www.ma-ville.fr, autant de fois qu’il en faut.')
  if (commune === undefined && scopes.includes('bundle')) throw new UsageError('Un jeton pour des archives dit pour quelle commune.', 'Ajoutez --commune et son code Insee.')
  const createdAt = new Date()
  const { token, kept } = await createToken(inbox, { name, scopes, hosts: host, commune: commune ?? null, createdAt: createdAt.toISOString(), expiresAt: new Date(createdAt.getTime() + days * dayMs).toISOString() })
  process.stdout.write(`${token}\n`)
  say(`Jeton ${kept.id}, valable jusqu’au ${kept.expiresAt.slice(0, 10)}. Il ne sera plus montré : mettez-le dans les secrets de votre CI (TREFLE_TOKEN).`)
}

async function list({ inbox }: { inbox: string }): Promise<void> {
  const now = new Date().toISOString()
  for (const token of await readTokens(inbox)) {
    const state = isOpen(token, now) ? `jusqu’au ${token.expiresAt.slice(0, 10)}` : token.revokedAt ? `révoqué le ${token.revokedAt.slice(0, 10)}` : `expiré le ${token.expiresAt.slice(0, 10)}`
    print(`${token.id}  ${token.name}  ${token.scopes.join(',')}  ${[...token.hosts, token.commune ?? ''].filter((each) => each !== '').join(' ')}  ${state}`)
  }
}

export function register(program: Command): void {
  const token = program.command('token').description('les jetons de la boîte de réception : qui peut y envoyer quoi').action(() => { token.outputHelp(); process.exitCode = exitCodes.usage })
  token.command('create').description('fait un jeton, montré une seule fois').argument('<nom>', 'à quoi il sert, par exemple « CI du portail »', nameOf)
    .requiredOption('--scopes <liste>', `ce qu’il ouvre, séparé par des virgules : ${TokenScope.options.join(', ')}`, scopesOf)
    .option('--host <hôte>', 'hôte dont il peut envoyer les contrôles ; se répète', addHost, [])
    .option('--commune <code>', 'code Insee de la commune dont il peut envoyer les archives', communeOf)
    .option('--days <n>', 'durée de validité, en jours', wholeNumber(1, 400), 180)
    .addOption(inboxOption()).action(create)
  token.command('list').description('les jetons, sans leur secret').addOption(inboxOption()).action(list)
  token.command('revoke').description('ferme un jeton, tout de suite').argument('<id>').addOption(inboxOption())
    .action(async (id: string, { inbox }: { inbox: string }) => say(`Jeton ${(await revokeToken(inbox, id, new Date().toISOString())).id} révoqué.`))
  token.addHelpText('after', `
Exemples :
  trefle token create "CI du portail" --scopes check --host www.ma-ville.fr
  trefle token create "Ostwald" --scopes bundle --commune 67365
  trefle token revoke t0123456789ab`)
}
