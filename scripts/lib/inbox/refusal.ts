/** A request that is not taken: its HTTP status, and one sentence (French) for who sent it. */
export class Refusal extends Error {
  readonly status: number
  readonly retryAfterSeconds: number | null
  constructor(status: number, reason: string, retryAfterSeconds: number | null = null) {
    super(reason)
    this.status = status
    this.retryAfterSeconds = retryAfterSeconds
  }
}
