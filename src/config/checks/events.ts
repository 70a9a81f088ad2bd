import type { Clash, Readable } from './readable.ts'

/** An event ends after it has begun. */
export function checkEvents({ events }: Readable): Clash[] {
  return events.flatMap((event, index): Clash[] =>
    event === null || event.to > event.from
      ? []
      : [
          {
            path: ['events', index, 'to'],
            at: 'value',
            message: `"${event.title}" would end before it begins`,
            offending: new Date(event.to).toISOString(),
          },
        ],
  )
}
