import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

export type Meters = { answered(route: string, status: number, seconds: number): void; text(): Promise<string> }

/** Figures of the service for Prometheus (text format 0.0.4). Routes and statuses are closed lists: no label grows with what is sent. */
export function createMeters(): Meters {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({ name: 'trefle_inbox_requests_total', help: 'Requests answered, by route and status.', labelNames: ['route', 'status'], registers: [registry] })
  const durations = new Histogram({ name: 'trefle_inbox_request_seconds', help: 'Time to answer.', labelNames: ['route'], buckets: [0.005, 0.02, 0.1, 0.5, 2, 10], registers: [registry] })
  return {
    answered(route, status, seconds) {
      requests.inc({ route, status })
      durations.observe({ route }, seconds)
    },
    text: () => registry.metrics(),
  }
}
