import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forTerminal, print, printJson, say, startProgress } from '#effects/command/terminal'
import { hostile } from '../../../fixtures/hostile-strings.ts'
import { obeyed } from '../../../obeyed.ts'

let written: string[] = []
const wasTerminal = process.stderr.isTTY
beforeEach(() => {
  written = []
  process.stderr.isTTY = false
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
})
afterEach(() => {
  vi.restoreAllMocks()
  process.stderr.isTTY = wasTerminal
})

describe('the progress of a work, where nobody watches a terminal', () => {
  it('is said at the start, at each quarter and at the end, however often it is told', () => {
    const progress = startProgress()
    for (let done = 0; done <= 20; done++) for (let time = 0; time < 9; time++) progress.update([`${done}/20`, 'detail'], done / 20)
    progress.done('20/20 en 3 min')
    expect(written).toEqual(['0/20\n', '5/20\n', '10/20\n', '15/20\n', '20/20 en 3 min\n'])
  })

  it('is said once at the start when nobody knows how much there is to do', () => {
    const progress = startProgress()
    for (let read = 1; read < 100; read++) progress.update([`${read} pages lues`])
    expect(written).toEqual(['1 pages lues\n'])
  })
})

describe('what is written for a program', () => {
  it('is the same value, and holds nothing that the terminal of who looks at it obeys', () => {
    const out: string[] = []
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0)
    const value = { ...hostile, tag: 'drapeau \u{E0067}\u{E007F}', deep: [{ 'clé \u202E': 'é 🍀' }] }
    printJson(value)
    expect(JSON.parse(out.join(''))).toEqual(value)
    expect(obeyed(out.join(''))).toEqual([])
    expect(out.join('')).toContain('é 🍀')
    printJson('vide\u3164')
    expect(out.at(-1)).toBe('"vide\\u3164"\n')
  })
})

describe('what is written for a person', () => {
  it('keeps its lines and our colours, and nothing else that a terminal obeys', () => {
    for (const text of Object.values(hostile)) {
      const told = forTerminal(`\u001B[31m✗\u001B[39m ${text}\nsuite`, true)
      expect(told.startsWith('\u001B[31m✗\u001B[39m ')).toBe(true)
      expect(told.endsWith('\nsuite')).toBe(true)
      expect(obeyed(told.replaceAll(/\u001B\[3[19]m/g, ''))).toEqual([])
      expect(obeyed(forTerminal(text, false))).toEqual([])
    }
  })

  it('has no colour where there is no terminal, and makes no escape of what is left of another', () => {
    expect(forTerminal('\u001B[31mrouge\u001B[39m', false)).toBe('rouge')
    expect(forTerminal('\u001B\u001B[31m[2J \u001B[\u001B[0m8m', true)).toBe('\u001B[31m[2J \u001B[0m8m')
    expect(forTerminal('\u001B[8mcaché\u001B[5mclignotant', true)).toBe('cachéclignotant')
  })

  it('goes through the same, on the two outputs', () => {
    const results = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
    say(hostile.terminal)
    print(hostile.reversed)
    expect(results).toHaveBeenCalledOnce()
    expect(written).toHaveLength(2)
    expect(written.flatMap(obeyed)).toEqual([])
  })
})
