import fc from 'fast-check'
import { OPEN, TEXT } from './bodies.ts'
import type { Body } from './ingest.ts'

const PROMETHEUS = `# HELP http_requests_total Requests, "quoted" and \\\\ escaped
# TYPE http_requests_total counter
http_requests_total{mode="fast",path="/a b{c}",note="say \\"hi\\"\\n"} 1027
http_requests_total{mode="slow"} 3.5e-3

# a comment
temperature{} -0.25
plain NaN
`
const OPEN_METRICS = `# HELP latency_seconds Seconds
# TYPE latency_seconds histogram
# UNIT latency_seconds seconds
latency_seconds_bucket{le="0.5",mode="fast"} 7 # {trace_id="abc"} 0.31 1700000000.5
latency_seconds_bucket{le="+Inf",mode="fast"} 9
latency_seconds_count{mode="fast"} 9
latency_seconds_created{mode="fast"} 1.7e9
# EOF
`
const PIECES = [
  ...'\n\r\t "\\{}=,#:._-+0aeNI',
  '\\"',
  '""',
  '\\n',
  '# ',
  '{}',
  ' 1',
  '1e',
  '\u00e9',
  '\u0001',
  '\ufeff',
]

/** One or two changes to a good exposition: a piece put in, in place of some characters. */
const mutated = (body: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.nat(body.length), fc.nat(3), fc.constantFrom('', ...PIECES)), {
      minLength: 1,
      maxLength: 2,
    })
    .map((changes) =>
      changes.reduce(
        (text, [at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length),
        body,
      ),
    )

/** Always the same ones. */
export const MUTATIONS: readonly Body[] = [
  ...fc.sample(mutated(PROMETHEUS), { seed: 31, numRuns: 300 }).map((body) => ({ body, type: TEXT })),
  ...fc.sample(mutated(OPEN_METRICS), { seed: 41, numRuns: 200 }).map((body) => ({ body, type: OPEN })),
]
