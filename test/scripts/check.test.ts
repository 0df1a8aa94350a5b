import { describe, expect, it } from 'vitest'
import { checkableUrl } from '#effects/gate/checkable-url'
import { UsageError } from '#effects/command/errors'

describe('an address given on the command line', () => {
  it('is visited when it is a public http or https address', () => {
    expect(checkableUrl('https://www.ville.fr', false)).toBe('https://www.ville.fr/')
    expect(checkableUrl('http://8.8.8.8/page', false)).toBe('http://8.8.8.8/page')
  })

  it.each(['file:///etc/passwd', 'ftp://www.ville.fr/', 'javascript:alert(1)', 'data:text/html,x', 'chrome://version', 'view-source:https://www.ville.fr/', 'ws://www.ville.fr/', 'ville'])(
    'is refused before any browser starts when it is %s', (text) => { expect(() => checkableUrl(text, true)).toThrow(UsageError) })

  it.each(['http://127.0.0.1/', 'http://localhost:4321/', 'http://[::1]/', 'http://10.1.2.3/', 'http://0177.0.0.1/', 'http://2130706433/', 'http://[::ffff:7f00:1]/', 'http://169.254.169.254/'])(
    'is private and asks for --allow-private when it is %s', (text) => {
      expect(() => checkableUrl(text, false)).toThrow(/privée/)
      expect(checkableUrl(text, true)).toMatch(/^http:/)
    })

  it('never repeats a password it was given', () => {
    expect(() => checkableUrl('https://agent:secret@www.ville.fr/', false)).toThrow(/mot de passe/)
    expect(() => checkableUrl('https://agent:secret@www.ville.fr/', false)).not.toThrow(/secret/)
  })
})
