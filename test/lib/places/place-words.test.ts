import { describe, expect, it } from 'vitest'
import { weekLines } from '#lib/places/hours-words'
import { openingWeek } from '#lib/places/opening-hours'
import { dialled, shownTelephone } from '#lib/places/telephone'

const said = (schedule: string) => weekLines(openingWeek(schedule) ?? []).map(({ days, hours }) => `${days} : ${hours}`.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' '))

describe('the week of a place, as a person says it', () => {
  it('gathers days in a row that open alike, and does not say closed ones', () => {
    expect(said('Tu-Fr 10:00-12:00,14:00-18:30; Sa 10:00-17:00')).toEqual(['du mardi au vendredi : de 10 h à 12 h, de 14 h à 18 h 30', 'samedi : de 10 h à 17 h'])
    expect(said('Mo,Tu 09:00-12:00; We 14:00-17:00')).toEqual(['lundi et mardi : de 9 h à 12 h', 'mercredi : de 14 h à 17 h'])
  })

  it('says once the hours of days apart', () => {
    expect(said('Mo,We,Fr 09:00-12:00; Th 13:30-17:00')).toEqual(['lundi, mercredi et vendredi : de 9 h à 12 h', 'jeudi : de 13 h 30 à 17 h'])
    expect(said('Mo-We,Fr 09:00-12:00')).toEqual(['du lundi au mercredi et vendredi : de 9 h à 12 h'])
  })

  it('says what opens one week in two', () => {
    expect(said('Mo 14:00-18:00; week 1-53/2 Sa 09:30-12:00')).toEqual(['lundi : de 14 h à 18 h', 'samedi : de 9 h 30 à 12 h (une semaine sur 2)'])
  })
})

describe('the telephone of a place', () => {
  it('is dialled without what an office writes between digits, and shown by pairs', () => {
    expect(['03 99 00 10 01', '+33 (0)3 99 00 10 01', '03.99.00.10.01', '3991'].map(dialled)).toEqual(['0399001001', '+33399001001', '0399001001', '3991'])
    expect(shownTelephone('+33399001001').replaceAll('\u00a0', ' ')).toBe('03 99 00 10 01')
    expect(shownTelephone('+4978511234')).toBe('+4978511234')
  })

  it('is not guessed from a text', () => {
    for (const written of ['', 'voir accueil', '03 99 00 10 01 ou 02', 'javascript:alert(1)']) expect(dialled(written), written).toBeNull()
  })
})
