import type { Profile } from '../config/profile.ts'

/** Why nothing may be changed through this profile from here, or null. */
export function whyReadOnly({ readOnly }: Pick<Profile, 'readOnly'>, isAsked: boolean): string | null {
  if (isAsked) return '--read-only was given'
  if (readOnly) return 'the profile says readOnly'
  return process.env.HYPERCARE_READ_ONLY ? 'HYPERCARE_READ_ONLY is set' : null
}
