import { describe, expect, it } from 'vitest'
import { daysShown, placesOfTheWeek, shortSpan } from '#lib/places/home-places'
import { publishedPlaces } from '#lib/places/published-places'
import type { OpeningWeek } from '#model/place'
import { samplePlaces } from '../../fixtures/sample-places.ts'

const { places } = publishedPlaces([samplePlaces], '2026-11-22')

describe('the places of the home page', () => {
  it('are those that open longest, with their number in the list; one week in two counts by half', () => {
    expect(placesOfTheWeek(places, 3).map(({ id, rank }) => [id, rank])).toEqual([['tanneurs', places.findIndex(({ id }) => id === 'tanneurs') + 1], ['canal', places.findIndex(({ id }) => id === 'canal') + 1], ['bus', places.findIndex(({ id }) => id === 'bus') + 1]])
  })

  it('do not open longer for hours that are written twice', () => {
    const monday = (spans: OpeningWeek[number]) => ({ declared: 'lundi', week: [spans, [], [], [], [], [], []] })
    const morning = { from: 540, to: 720 }
    const [twice, longer] = [monday([morning, morning]), monday([{ from: 540, to: 780 }])].map((hours, index) => ({ ...samplePlaces.places[0]!, id: `${index}`, hours, source: 'lieux', old: false }))
    expect(placesOfTheWeek([twice!, longer!], 2).map(({ id }) => id)).toEqual(['1', '0'])
  })

  it('leave out a schedule that is not understood, no schedule, and an old record', () => {
    const shown = placesOfTheWeek(places, 99).map(({ id }) => id)
    expect(shown).not.toContain('mairie')
    expect(shown).not.toContain('club')
    expect(placesOfTheWeek(places.map((place) => ({ ...place, old: true })), 99)).toEqual([])
  })

  it('need a seventh column only when one opens on Sunday', () => {
    const week = placesOfTheWeek(places, 99)
    expect(daysShown(week)).toBe(6)
    expect(daysShown(week.map((place) => ({ ...place, hours: { ...place.hours, week: place.hours.week.with(6, [{ from: 600, to: 720 }]) } })))).toBe(7)
  })

  it('write their hours short, with the minutes only when there are some', () => {
    expect([shortSpan({ from: 540, to: 720 }), shortSpan({ from: 840, to: 1050 })]).toEqual(['9–12', '14–17:30'])
  })
})
