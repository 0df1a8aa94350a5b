import { join } from 'node:path'
import { DataRequestsFile, type DataRequest } from '#model/data-request'
import { UsageError } from '../command/errors.ts'
import { writeAtomically } from '../files/atomic-file.ts'
import { textIfPresent } from '../files/if-present.ts'

/** The requests of a territory live beside the texts that were written for them. */
export const requestsFolder = (dataDir: string): string => join(dataDir, 'asks')
const fileOf = (dataDir: string): string => join(requestsFolder(dataDir), 'requests.json')

/** Requests made so far; none when there is no file. Throws a UsageError when it was edited out of shape. */
export async function readRequests(dataDir: string): Promise<DataRequest[]> {
  const text = await textIfPresent(fileOf(dataDir))
  if (text === null) return []
  try {
    return DataRequestsFile.parse(JSON.parse(text)).requests
  } catch {
    throw new UsageError('asks/requests.json ne se lit plus.', 'Reprenez ce fichier dans l’historique git.')
  }
}

export async function writeRequests(dataDir: string, requests: readonly DataRequest[]): Promise<void> {
  await writeAtomically(fileOf(dataDir), `${JSON.stringify({ requests: requests.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }, null, 2)}\n`)
}
