import { describe, expect, it } from 'vitest'
import { weeklyHours } from '#lib/places/opening-hours'

describe('the hours of an ordinary week', () => {
  it.each([
    ['Mo-Fr 09:00-12:00', 15], ['Mo-Fr 09:00-12:00,14:00-17:30; Sa 08:30-12:00', 36], ['Mo,We 10:00-12:00', 4], ['24/7', 168], ['08:00-10:00', 14],
    ['Mo-Fr 09:00-17:00; We off', 32], ['Sa-Mo 10:00-11:00', 3], ['Fr 22:00-02:00', 4], ['Mo 09:00-12:00,11:00-13:00', 4], ['Mo-Fr 09:00-12:00; PH off', 15],
    ['Mo 09:00-12:00; week 1-53/2 Fr 09:00-12:00', 4.5],
  ])('of "%s" are %d', (schedule, hours) => { expect(weeklyHours(schedule)).toBeCloseTo(hours, 6) })

  it('are unknown rather than guessed when the schedule is not understood', () => {
    for (const schedule of ['', 'sur rendez-vous', 'Apr-Oct Mo-Fr 09:00-12:00', 'Mo-Fr', 'Mo 25:00-26:00', 'lundi 9h-12h', 'sunrise-sunset']) expect(weeklyHours(schedule), schedule).toBeNull()
  })
})
