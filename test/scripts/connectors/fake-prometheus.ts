import { fakeIo } from './fake-io.ts'

export type FakeSeries = { metric: string; labels?: Record<string, string>; samples: readonly (readonly [atSeconds: number, value: string])[] }

/**
 * A Prometheus as its documentation describes it: raw samples of a selector over a window closed on both sides (as 2.x does),
 * or the last sample of the five minutes before each step; more than 11 000 steps are refused.
 */
export function fakePrometheus(series: readonly FakeSeries[]) {
  return fakeIo({
    answer({ url }) {
      const query = url.searchParams.get('query') ?? ''
      const number = (name: string): number => Number(url.searchParams.get(name))
      const reply = (values: (one: FakeSeries) => FakeSeries['samples']) => {
        const named = series.filter(({ metric }) => query.startsWith(metric)).map((one) => ({ metric: { __name__: one.metric, ...one.labels }, values: values(one) }))
        return { body: { status: 'success', data: { resultType: 'matrix', result: named.filter(({ values: known }) => known.length > 0) } } }
      }
      if (url.pathname === '/api/v1/query') {
        const [seconds, end] = [Number(/\[(\d+)s\]$/.exec(query)?.[1]), number('time')]
        return reply(({ samples }) => samples.filter(([at]) => at >= end - seconds && at <= end))
      }
      const [start, end, step] = [number('start'), number('end'), number('step')]
      if ((end - start) / step > 11_000) return { status: 400, body: { status: 'error', errorType: 'bad_data', error: 'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)' } }
      const steps = Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, i) => start + i * step)
      return reply(({ samples }) => steps.flatMap((at) => {
        const last = samples.findLast(([of]) => of <= at && of > at - 300)
        return last === undefined ? [] : [[at, last[1]] as const]
      }))
    },
  })
}
