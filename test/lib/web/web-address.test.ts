import { describe, expect, it } from 'vitest'
import { openable } from '#lib/web/web-address'

describe('an address read somewhere', () => {
  it('may become a link when it is http or https', () => {
    expect(openable('https://www.villeneuve.example/a?b#c')).toBe('https://www.villeneuve.example/a?b#c')
    expect(openable('http://www.villeneuve.example')).toBe('http://www.villeneuve.example/')
  })

  it.each(['javascript:alert(1)', ' JavaScript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,<b>', 'file:///etc/passwd', 'ftp://villeneuve.example/', 'mailto:a@b.example', '/relative', 'not an address', ''])('stays a text when it is %j', (address) => {
    expect(openable(address)).toBeNull()
  })

  it('stays a text when it is longer than any real one', () => {
    expect(openable(`https://villeneuve.example/${'a'.repeat(2048)}`)).toBeNull()
  })
})
