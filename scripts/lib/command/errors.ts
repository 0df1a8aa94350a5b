/** The public contract of exit codes (docs/guides/exit-codes.md). */
export const exitCodes = { fine: 0, budgetExceeded: 1, usage: 2, notMeasured: 3, internal: 70, interrupted: 130 } as const

/** A mistake of the person: one clear sentence (what, where) and the mend, no stack, exit code 2. */
export class UsageError extends Error {
  readonly mend: string
  constructor(what: string, mend: string) {
    super(what)
    this.name = 'UsageError'
    this.mend = mend
  }
}

/** The person stopped the work (Ctrl-C), exit code 130; `mend` says what to do to have it done after all. */
export class Interrupted extends Error {
  readonly mend: string
  constructor(mend = 'Relancez la même commande pour recommencer.') {
    super('interrupted')
    this.name = 'Interrupted'
    this.mend = mend
  }
}
