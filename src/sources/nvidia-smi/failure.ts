import type { Failure } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'

/** What ran, and where: the words and the advice depend on it. */
export type Place = { readonly program: string; readonly ssh: string | null }

type Symptom = {
  readonly pattern: RegExp
  readonly kind: Failure['kind']
  readonly message: (place: string) => string
  readonly hint: string
}

/** What nvidia-smi itself says, whatever its exit code; see the RETURN VALUE section of its manual. */
const SYMPTOMS: readonly Symptom[] = [
  {
    pattern: /no devices were found/i,
    kind: 'no-devices',
    message: (place) => `nvidia-smi finds no GPU${place}`,
    hint: 'if there should be one: lspci | grep -i nvidia, then dmesg | grep -i nvrm',
  },
  {
    pattern: /couldn't communicate with the nvidia driver/i,
    kind: 'program-failed',
    message: (place) => `nvidia-smi can't talk to the NVIDIA driver${place}`,
    hint: 'load it with modprobe nvidia; after a kernel update rebuild it (dkms status)',
  },
  {
    pattern: /driver\/library version mismatch/i,
    kind: 'program-failed',
    message: (place) => `the NVIDIA driver and its library differ in version${place}`,
    hint: 'an update replaced the library under a running driver: reload the driver or reboot',
  },
  {
    pattern: /gpu is lost|fallen off the bus|unable to determine the device handle/i,
    kind: 'program-failed',
    message: (place) => `a GPU has fallen off the bus${place}`,
    hint: 'dmesg | grep -i xid names it; a reset or a reboot brings it back',
  },
  {
    pattern: /insufficient permissions/i,
    kind: 'program-failed',
    message: (place) => `nvidia-smi lacks permissions${place}`,
    hint: 'the user needs access to /dev/nvidia*',
  },
]

/** What ssh says when it could not run anything; it exits with 255 then. */
const SSH_SYMPTOMS: readonly Symptom[] = [
  {
    pattern: /host key verification failed|remote host identification has changed/i,
    kind: 'unauthorised',
    message: (place) => `ssh does not trust the host key${place}`,
    hint: 'connect by hand once and compare the key; a changed key may be an attack',
  },
  {
    pattern: /permission denied|too many authentication failures/i,
    kind: 'unauthorised',
    message: (place) => `ssh is not let in${place}`,
    hint: 'there is nobody to type a password: the host must accept a key of this user (ssh-add -l)',
  },
  {
    pattern: /could not resolve hostname|name or service not known/i,
    kind: 'name-not-found',
    message: (place) => `ssh can't resolve the name of the host${place}`,
    hint: 'check its spelling, ~/.ssh/config and the DNS of this machine',
  },
  {
    pattern: /connection refused/i,
    kind: 'refused',
    message: (place) => `the ssh connection was refused${place}`,
    hint: 'see whether sshd runs there, and on which port',
  },
  {
    pattern: /timed out/i,
    kind: 'timeout',
    message: (place) => `the ssh connection timed out${place}`,
    hint: 'see whether the host is up and reachable from here (firewall, VPN)',
  },
  {
    pattern: /no route to host|network is unreachable/i,
    kind: 'unreachable',
    message: (place) => `there is no route for ssh${place}`,
    hint: 'see whether the host is up and reachable from here (firewall, VPN)',
  },
  {
    pattern: /connection (reset|closed)|broken pipe/i,
    kind: 'reset',
    message: (place) => `the ssh connection was cut${place}`,
    hint: 'see the log of sshd there (MaxStartups, MaxSessions)',
  },
]

const SSH_FAILED = 255
const NOT_EXECUTABLE = 126
const NOT_FOUND = 127

/** What an ending with an error means; `text` is all that was printed. */
export function classifyExit(code: number, text: string, place: Place): Failure {
  const where = place.ssh === null ? '' : ` on ${sanitise(place.ssh, 64)}`
  const known = [...SYMPTOMS, ...(place.ssh !== null && code === SSH_FAILED ? SSH_SYMPTOMS : [])].find(
    ({ pattern }) => pattern.test(text),
  )
  if (known !== undefined) return { kind: known.kind, message: known.message(where), hint: known.hint }
  const program = sanitise(place.program, 64)
  if (place.ssh !== null && (code === NOT_FOUND || code === NOT_EXECUTABLE)) {
    return {
      kind: 'missing-program',
      message: `${program} is not there, or can't be executed,${where}`,
      hint: 'install the NVIDIA driver there, or give its full path as command',
    }
  }
  const words = lastLine(text)
  return {
    kind: 'program-failed',
    message: `${program} failed${where} with exit code ${code}${words === '' ? '' : `: ${words}`}`,
    hint: `run ${program} by hand${where} and see what it says`,
  }
}

/** It ended well, but what it printed can't be read. */
export function unreadable(why: string, place: Place): Failure {
  const where = place.ssh === null ? '' : ` on ${sanitise(place.ssh, 64)}`
  return {
    kind: 'garbage',
    message: `the output of ${sanitise(place.program, 64)}${where} can't be read: ${why}`,
    hint: `look at the output of ${sanitise(place.program, 64)} -q -x`,
  }
}

/** The last line that says something, without a full stop. */
const lastLine = (text: string): string =>
  sanitise(text.trim().split('\n').at(-1)?.trim().replace(/\.$/, '') ?? '', 120)
