/** Past so many names at one place of an address, a name is one among others. */
const fewNames = 8

/**
 * One page of each kind, the first that `rank` puts highest: pages whose addresses differ by a name among many are of one kind
 * ("/sites/portail/" and "/sites/ecole/"). Paths start and end with a slash, or name a file.
 */
export function pageOfEachKind(paths: readonly string[], rank: (path: string) => number): string[] {
  const parted = paths.map((path) => ({ path, parts: path.split('/').filter((part) => part !== '') }))
  const kinds = Map.groupBy(parted, ({ parts }) => {
    const kind = parts.map((part, depth) => {
      const beside = parted.filter((other) => other.parts.length > depth && other.parts[0] === parts[0]).map((other) => other.parts[depth])
      return depth === 0 || new Set(beside).size <= fewNames ? part : '*'
    })
    return kind.join('/')
  })
  return [...kinds.values()].flatMap((same) => same.map(({ path }) => path).sort((a, b) => rank(b) - rank(a))[0] ?? [])
}
