import grid from '../datasets/rgaa/grid-4.1.2.json' with { type: 'json' }
import { machineReach } from '#lib/accessibility/rgaa'
import { RgaaGrid } from '#model/rgaa'

/** The version of the RGAA in force, and how far a machine goes in it. */
export const rgaaGrid: RgaaGrid = RgaaGrid.parse(grid)
export const rgaaReach = machineReach(rgaaGrid)
