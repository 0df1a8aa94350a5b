import { execFile } from 'node:child_process'
import { z } from 'zod'

/** What `npm audit --json` says (report version 2), as far as it is read here. A string in `via` names a package that is told by itself. */
const AuditReport = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(z.string(), z.object({
    via: z.array(z.union([z.string(), z.object({ name: z.string(), title: z.string(), url: z.url() })])),
  })),
})

/** An advisory that does not touch Trèfle: why, and until when nobody looks again. */
export const Explained = z.array(z.strictObject({ url: z.url(), why: z.string().min(20), until: z.iso.date() }))
export type Explained = z.infer<typeof Explained>

/** What npm writes instead of a report, when the registry refuses to be asked. */
const Refusal = z.object({ message: z.string() })

/**
 * Advisories that nobody explained, or whose explanation is past its day, one line each.
 * Throws for what is no report: a registry that does not answer has not said that all is well.
 */
export function unexplained(report: unknown, explained: Explained, today: string): string[] {
  const read = AuditReport.safeParse(report)
  if (!read.success) throw new Error(`The registry gave no advisories (${Refusal.safeParse(report).data?.message ?? 'its answer is no report of npm audit'}): nothing says that all is well.`)
  const { vulnerabilities } = read.data
  const standing = new Set(explained.filter(({ until }) => until >= today).map(({ url }) => url))
  const told = Object.values(vulnerabilities).flatMap(({ via }) => via.filter((each) => typeof each === 'object'))
  return [...new Map(told.filter(({ url }) => !standing.has(url)).map(({ name, title, url }) => [url, `${name}: ${title} (${url})`])).values()]
}

/** What the registry knows of the packages that are installed with Trèfle. `npm audit` ends with 1 when it finds something. */
export function askRegistry(folder: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    execFile('npm', ['audit', '--json', '--omit=dev', '--package-lock-only'], { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout) => {
      try {
        resolve(JSON.parse(stdout))
      } catch (cause) {
        reject(new Error('npm audit gave no report', { cause }))
      }
    })
  })
}
