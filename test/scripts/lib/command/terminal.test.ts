import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startProgress } from '#effects/command/terminal'

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
