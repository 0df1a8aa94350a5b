import type { FileChange } from '#model/publication'
import type { Heaviest, HeavyFile } from '#model/result'

/** A file that weighs less than this more or less is the same file: headers and compression vary. */
const noticeableBytes = 1000

type Pair = { before: HeavyFile | null; after: HeavyFile | null }

/** The fingerprint that a build puts in the name of a file: figures in hexadecimal, or figures and letters of both cases. */
const fingerprint = /(?<=[._-])(?:(?=[a-f]*\d)[0-9a-f]{8,}|(?=\w*\d)(?=\w*[A-Z])\w{8,})(?=[._-])/g
const namedLike = ([address, kind]: HeavyFile): string => `${kind} ${address.replaceAll(fingerprint, '¤')}`

/** Files of the same address; then those that are alone, on each side, to have the same name but for a fingerprint. */
function pairsOf(before: readonly HeavyFile[], after: readonly HeavyFile[]): Pair[] {
  const same = after.flatMap((now): Pair[] => before.filter(([address]) => address === now[0]).slice(0, 1).map((was) => ({ before: was, after: now })))
  const [gone, come] = [before.filter((file) => !same.some((pair) => pair.before === file)), after.filter((file) => !same.some((pair) => pair.after === file))]
  const like = (files: readonly HeavyFile[], file: HeavyFile) => files.filter((other) => namedLike(other) === namedLike(file))
  const renamed = come.flatMap((now): Pair[] => {
    const [was, ...others] = like(gone, now)
    return was && others.length === 0 && like(come, now).length === 1 ? [{ before: was, after: now }] : []
  })
  return [
    ...same, ...renamed,
    ...gone.filter((file) => !renamed.some((pair) => pair.before === file)).map((file) => ({ before: file, after: null })),
    ...come.filter((file) => !renamed.some((pair) => pair.after === file)).map((file) => ({ before: null, after: file })),
  ]
}

/** What a file that is not in this list weighed at most: nothing when the list is whole. */
const atMost = ({ all, files }: Heaviest): number => (all > files.length ? files.at(-1)?.[2] ?? 0 : 0)

/** The files of a page that came, went, or weigh something else, the largest difference first. Only what is certain is told. */
export function fileChanges(before: Heaviest, after: Heaviest): FileChange[] {
  return pairsOf(before.files, after.files).flatMap((pair): (FileChange & { bytes: number })[] => {
    const [address, kind] = pair.after ?? pair.before ?? ['', 'other' as const]
    const [was, is] = [pair.before?.[2] ?? null, pair.after?.[2] ?? null]
    const under = atMost(was === null ? before : after)
    // A file that left a list that is not whole may still weigh what it weighed, up to that bound.
    const bytes = was !== null && is !== null ? Math.abs(is - was) : (was ?? is ?? 0) - under
    return bytes < noticeableBytes ? [] : [{ url: address, kind, before: was, after: is, ...((was === null || is === null) && under > 0 && { under }), bytes }]
  }).sort((a, b) => b.bytes - a.bytes).map(({ bytes: _, ...change }) => change)
}
