/** Rings for who waits. `next` is taken before looking at what may change: what happens after the look is then not missed. */
export type Bell = {
  /** Resolves at the next ring, rejects at a failure. */
  next(): Promise<null>
  ring(): void
  /** A failure is thrown where it is waited for; until then it is nobody's. */
  fail(error: unknown): void
}

export function openBell(): Bell {
  let waited = unheard()
  return {
    next: () => waited.promise,
    ring() {
      waited.resolve(null)
      waited = unheard()
    },
    fail: (error) => waited.reject(error),
  }
}

function unheard(): PromiseWithResolvers<null> {
  const next = Promise.withResolvers<null>()
  next.promise.catch(() => undefined)
  return next
}
