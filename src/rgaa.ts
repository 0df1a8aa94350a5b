import { z } from 'zod'
import grid from '../datasets/rgaa/grid-4.1.2.json' with { type: 'json' }
import wcag from '../datasets/rgaa/wcag-2.1.json' with { type: 'json' }
import { machineReach } from '#lib/accessibility/rgaa'
import { said, saidThroughout } from '#lib/words/contents'
import { RgaaGrid } from '#model/rgaa'

const { themes, ...about } = RgaaGrid.parse(grid)
/** The version of the RGAA in force, and how far a machine goes in it. */
export const rgaaGrid: RgaaGrid = { ...about, themes: themes.map((theme) => ({ ...saidThroughout(theme), name: said(theme.name) })) }
export const rgaaReach = machineReach(rgaaGrid)
/** Where each success criterion that it cites stands in the text of the WCAG. */
export const wcagAnchors = z.object({ url: z.url(), anchors: z.record(z.string(), z.string()) }).parse(wcag)
