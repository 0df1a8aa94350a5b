import grid from '../datasets/rgesn/criteria-2024.json' with { type: 'json' }
import { saidThroughout } from '#lib/words/contents'
import { RgesnGrid } from '#model/rgesn'

/** The version of the RGESN in force. */
export const rgesnGrid: RgesnGrid = saidThroughout(RgesnGrid.parse(grid))
