import { z } from 'zod'
import web from '../datasets/factors/web.json' with { type: 'json' }
import { FactorTable } from '#model/factor'
import { ecoindexTables } from '#maths/ecoindex'

const tables = new Map(z.array(FactorTable).parse(web.tables).map((table) => [table.id, table]))

/** The sourced tables of EcoIndex, for the grade that each page states of itself. */
export const ownEcoindexTables = ecoindexTables({ factors: new Map(), devices: new Map(), tables })
