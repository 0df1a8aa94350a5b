import { describe, expect, it } from 'vitest'
import { inventoryProposal, matchesProposal } from '#effects/inventory/word-proposals'
import type { LocalWord } from '#lib/define'

const service = (word: string, devices = 1): LocalWord => ({ kind: 'organisation', word, devices })

describe('the words that are proposed to be pasted in a file of the record', () => {
  it('are those of most devices first, ready for YAML', () => {
    expect(inventoryProposal([service('Pôle : jeunesse', 2), service('Halle', 9), { kind: 'state', word: 'En prêt', devices: 1 }])).toEqual([
      'states:  # in-use, in-stock ou retired', '  "En prêt":    # 1 appareil',
      'organisations:  # une organisation de territory.yml, ou outside', '  "Halle":    # 9 appareils', '  "Pôle : jeunesse":    # 2 appareils',
    ])
  })

  it.each(['jean.dupont@ville.example', 'Bureau de Mme Martin', '06 12 34 56 78', '10.42.3.7', '00:11:22:33:44:55'])('never hold what names somebody: « %s »', (word) => {
    const proposal = [...inventoryProposal([service(word), service('Halle'), { kind: 'state', word, devices: 1 }]), ...matchesProposal([{ kind: 'type', type: 'PC', maker: '', model: word, guess: null, devices: 1 }])].join('\n')
    expect(proposal).toContain('Halle')
    expect(proposal).toContain('1 non montrés')
    expect(proposal).not.toContain(word)
  })

  it('are not shown when the column of services names about one person a device', () => {
    const people = Array.from({ length: 30 }, (_, i) => service(`Quatrevaux ${i}`))
    expect(inventoryProposal(people).join('\n')).toMatch(/sans doute des personnes.*\n.*columns.*organisation/)
    expect(inventoryProposal(people).join()).not.toMatch(/Quatrevaux/)
    expect(inventoryProposal(people.map((each) => ({ ...each, devices: 12 }))).join()).toMatch(/Quatrevaux/)
  })
})
