import type { Command } from 'commander'
import { DUTY_FROM_KW, euFields, frenchFields, type ReportField } from '#lib/energy/data-centre-fields'
import { dataCentreReport, isFilled, type ReportLine } from '#lib/energy/data-centre-report'
import { wholeRoom } from '#lib/energy/room-electricity'
import type { Observation } from '#model/observation'
import type { Territory } from '#model/territory'
import type { Cell } from '#lib/open-data/column'
import { csvOf } from '#lib/open-data/table'
import { UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { writeNew } from '#effects/files/new-file'
import { readObservations } from '#effects/record/observations'
import { readTerritoryFolder } from '#effects/territory/territory'

export type DataCentreExport = { dataDir: string; out: string; year: string; fields: readonly ReportField[]; room?: string }

/** Writes the fields of a year, the missing ones first. Throws a UsageError when the record has no metered room, or several and none is named. */
export async function exportDataCentre({ dataDir, out, year, fields: asked, room }: DataCentreExport): Promise<ReportLine[]> {
  const [observations, { territory }] = await Promise.all([readObservations(dataDir), readTerritoryFolder(dataDir)])
  const lines = dataCentreReport(asked, ofRoom(observations, room), year, textsOf(territory))
  const fields = ['État', 'Champ', 'Libellé', 'Valeur', 'Unité', 'Couverture de l’année (%)', 'D’après'].map((name) => ({ name, meaning: name, kind: 'string' as const }))
  await writeNew(out, csvOf({ path: '', title: '', fields, rows: lines.map(rowOf) }))
  return lines
}

function rowOf(line: ReportLine): Cell[] {
  const { symbol, label, value, text, unit, coverage, from } = line
  return [isFilled(line) ? 'connu' : 'à compléter', symbol, label, text ?? (value === null ? null : Number(value.toFixed(3))), unit, coverage === null ? null : Math.round(100 * coverage), from]
}

/** What territory.yml says of whoever runs the rooms: the town when it is the only one, and how to reach it. */
function textsOf({ name, contact, organisations }: Territory): Record<string, string> {
  const [commune, ...others] = organisations.filter(({ kind }) => kind === 'commune')
  return {
    'Propriétaire et exploitant': [name, contact.function, contact.email ?? contact.url].filter((words) => words !== undefined).join(', '),
    ...(commune?.code === undefined || others.length > 0 ? {} : { 'Code LAU': commune.code }),
  }
}

/** What speaks of the room; with a single room, what the town declares of its rooms as a whole speaks of it too. */
function ofRoom(observations: readonly Observation[], asked: string | undefined): readonly Observation[] {
  const rooms = [...new Set(observations.filter(({ metric }) => wholeRoom.includes(metric)).map(({ subject }) => subject))].sort()
  if (rooms.length === 0) throw new UsageError('Le registre n’a aucune salle relevée.', 'Décrivez ses compteurs dans sources.yml, puis lancez « trefle pull ».')
  if (asked === undefined && rooms.length === 1) return observations
  if (asked === undefined || !rooms.includes(asked)) throw new UsageError(asked === undefined ? 'Le registre a plusieurs salles.' : `La salle « ${asked} » n’est pas dans le registre.`, `Choisissez avec --room : ${rooms.join(', ')}.`)
  return observations.filter(({ subject }) => subject === asked)
}

type Flags = { data: string; out: string; year: string; room?: string }

function registerReport(command: Command, name: string, description: string, fields: readonly ReportField[], law: string): void {
  command.command(name)
    .description(description)
    .addOption(dataOption())
    .requiredOption('--year <année>', 'année à déclarer', calendarYear)
    .requiredOption('--out <fichier>', 'fichier CSV à créer')
    .option('--room <salle>', 'salle du registre, quand il y en a plusieurs')
    .helpOption('-h, --help', 'affiche cette aide')
    .addHelpText('after', `
Exemple :
  trefle export ${name} --data datasets/ma-ville --year 2025 --out salle-2025.csv

${law}
Les champs qui manquent viennent en premier. Les intitulés viennent de notes de lecture du texte : vérifiez-les au Journal
officiel. Sous ${DUTY_FROM_KW} kW de puissance informatique installée, rien n’oblige à déclarer.`)
    .action(async ({ data, out, year, room }: Flags) => {
      const lines = await exportDataCentre({ dataDir: data, out, year, fields, ...(room === undefined ? {} : { room }) })
      const missing = lines.filter((line) => !isFilled(line))
      say(`${lines.length - missing.length} champs connus sur ${lines.length}, dans ${out}. À compléter : ${missing.map(({ symbol }) => symbol).join(', ')}. Les intitulés sont à vérifier au Journal officiel avant tout dépôt.`)
    })
}

function calendarYear(text: string): string {
  if (!/^\d{4}$/.test(text)) throw new UsageError(`« ${text} » n’est pas une année.`, 'Écrivez-la ainsi : 2025.')
  return text
}

export function registerDataCentreExports(command: Command): void {
  registerReport(command, 'eu-datacentre', 'écrit une année d’une salle dans les champs du règlement délégué (UE) 2024/1364', euFields, 'Règlement délégué (UE) 2024/1364, annexes I à III ; à déposer avant le 15 mai de l’année suivante.')
  registerReport(command, 'declaration-dc', 'écrit une année d’une salle pour la déclaration française', frenchFields, 'Code de l’énergie, articles L. 236-1 et D. 236-1 (décret 2025-1382) ; à déposer et à publier avant le 15 mai de l’année suivante.')
}
