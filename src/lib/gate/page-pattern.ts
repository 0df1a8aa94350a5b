/**
 * Whether an address is one that a pattern names. A pattern that starts with "/" is matched with the path, any other with the whole address.
 * `*` stands for anything but "/", `**` for anything; `re:` begins a regular expression, which files of other tools are written in.
 */
export function matchesPattern(pattern: string, address: string): boolean {
  if (pattern.startsWith('re:')) return new RegExp(pattern.slice('re:'.length), 'u').test(address)
  const text = pattern.startsWith('/') ? URL.parse(address)?.pathname ?? address : address
  return globToRegExp(pattern).test(text)
}

/** Whether a page is one that a pattern names: by its own address, or by that of the page that it is compared with. */
export function namesPage(pattern: string, { url, bases = [] }: { url: string; bases?: readonly string[] | undefined }): boolean {
  const base = bases.find((each) => url.startsWith(each))
  const addresses = base === undefined ? [url] : bases.map((each) => `${each}${url.slice(base.length)}`)
  return addresses.some((address) => matchesPattern(pattern, address))
}

/** Null, or why the pattern cannot be read. */
export function patternMistake(pattern: string): string | null {
  try {
    matchesPattern(pattern, 'https://exemple.fr/')
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function globToRegExp(glob: string): RegExp {
  const source = glob.replaceAll(/\*\*\/?|\*|[^*]+/g, (part) => (part === '**/' ? '(?:.*/)?' : part === '**' ? '.*' : part === '*' ? '[^/]*' : part.replaceAll(/[.+?^${}()|[\]\\/]/g, '\\$&')))
  return new RegExp(`^${source}$`, 'u')
}
