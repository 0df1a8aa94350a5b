import { describe, expect, test } from 'vitest'
import { cleanAddress, isHttpUrl, matchesSuffix, registrableDomain, sameSite } from '#lib/web/address'

describe('an address in the public record', () => {
  test.each([
    ['https://u:secret@www.ville.fr:8443/a/b.html?email=a%40b.fr&id=1#top', 'https://www.ville.fr:8443/a/b.html'],
    ['https://www.ville.fr', 'https://www.ville.fr/'],
    ['wss://live.ville.fr/socket?token=x', 'wss://live.ville.fr/socket'],
    ['http://VILLE.fr/Élysée page', 'http://ville.fr/%C3%89lys%C3%A9e%20page'],
    ['data:image/png;base64,iVBORw0KGgo=', 'data:image/png'],
    ['data:,Bonjour', 'data:'],
    ['javascript:alert(1)', 'javascript:'],
    ['mailto:maire@ville.fr', 'mailto:'],
    ['blob:https://ville.fr/5f0c', 'blob:'],
    ['/relative', ''],
    ['', ''],
  ])('%s becomes %j', (written, kept) => {
    expect(cleanAddress(written)).toBe(kept)
  })

  test('is at most 2048 characters', () => {
    expect(cleanAddress(`https://ville.fr/${'a'.repeat(8000)}`)).toHaveLength(2048)
    expect(cleanAddress(`data:${'a'.repeat(8000)}/b`).length).toBeLessThanOrEqual(2048)
  })

  test('is a web address only in http and https', () => {
    expect(['http://a.fr', 'https://a.fr/x', 'HTTPS://a.fr'].every(isHttpUrl)).toBe(true)
    expect(['file:///etc/passwd', 'ftp://a.fr', 'javascript:alert(1)', 'data:text/html,x', 'view-source:http://a.fr', 'ws://a.fr', '//a.fr', 'a.fr', ''].some(isHttpUrl)).toBe(false)
  })
})

describe('the first ring is the registrable domain', () => {
  test.each([
    ['www.ville.fr', 'ville.fr'], ['https://a.b.ville.fr:8443/x', 'ville.fr'], ['a.github.io', 'a.github.io'], ['x.a.github.io', 'a.github.io'],
    ['www.impots.gouv.fr', 'impots.gouv.fr'], ['www.villeneuve.test', 'villeneuve.test'], ['127.0.0.1', '127.0.0.1'], ['http://[::1]:80/', '::1'],
    ['localhost', 'localhost'], ['github.io', 'github.io'], ['WWW.Ville.FR.', 'ville.fr'],
  ])('%s belongs to %s', (host, domain) => {
    expect(registrableDomain(host)).toBe(domain)
  })

  test.each([['ville.fr.evil.net', 'ville.fr'], ['evilville.fr', 'ville.fr'], ['a.github.io', 'b.github.io'], ['10.0.0.1', '10.0.0.2']])('%s and %s are two sites', (a, b) => {
    expect(sameSite(a, b)).toBe(false)
  })

  test('www and media of one town are one site', () => {
    expect(sameSite('www.ville.fr', 'https://media.ville.fr/logo.svg')).toBe(true)
  })

  test('a suffix matches on label borders', () => {
    expect(matchesSuffix('a.example.com', 'example.com')).toBe(true)
    expect(matchesSuffix('example.com', 'example.com')).toBe(true)
    expect(matchesSuffix('notexample.com', 'example.com')).toBe(false)
    expect(matchesSuffix('tracker-gouv-fr.example.com', 'gouv.fr')).toBe(false)
  })
})
