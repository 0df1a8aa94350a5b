import { describe, expect, it } from 'vitest'
import { ownHeadersFrom } from '#effects/gate/own-headers'

const page = ['https://essai.ville.example/agenda']

describe('what the environment says to send to the audited site', () => {
  it('is nothing unless it is asked for', () => expect(ownHeadersFrom({}, page)).toBeUndefined())

  it('is for one origin, basic credentials in UTF-8', () => {
    expect(ownHeadersFrom({ TREFLE_BASIC_AUTH: 'équipe:mot de passe', TREFLE_HEADERS: 'X-Preview: 1\nX-Jeton: abcdefgh12' }, page)).toEqual({
      origin: 'https://essai.ville.example', headers: { Authorization: 'Basic w6lxdWlwZTptb3QgZGUgcGFzc2U=', 'X-Preview': '1', 'X-Jeton': 'abcdefgh12' },
      secrets: ['équipe:mot de passe', 'mot de passe', 'Basic w6lxdWlwZTptb3QgZGUgcGFzc2U=', 'abcdefgh12'],
    })
    expect(() => ownHeadersFrom({ TREFLE_BASIC_AUTH: 'a:b' }, [...page, 'https://autre.example/'])).toThrow(/une seule origine/)
  })

  it.each(['Host: autre.example', 'Accept-Encoding: identity', 'User-Agent: moi', 'sans deux-points secret', 'X-A: a\u0000b'])('refuses %j, without repeating it', (lines) => {
    expect(() => ownHeadersFrom({ TREFLE_HEADERS: lines }, page)).toThrow(/TREFLE_HEADERS/)
    expect(() => ownHeadersFrom({ TREFLE_HEADERS: lines }, page)).not.toThrow(/secret|autre\.example/)
  })

  it('refuses credentials without a name', () => expect(() => ownHeadersFrom({ TREFLE_BASIC_AUTH: 'motdepasse' }, page)).toThrow(/TREFLE_BASIC_AUTH/))
})
