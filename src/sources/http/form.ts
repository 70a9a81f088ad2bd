/**
 * Fields as the body of a form: `query=up&time=1`. A question is 10 kB long, which `URLSearchParams` encodes unit by unit, in
 * JavaScript; what is no Unicode becomes U+FFFD, as there.
 */
export function encodeForm(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map((field) => field.map((text) => encodeURIComponent(text.toWellFormed())).join('='))
    .join('&')
}
