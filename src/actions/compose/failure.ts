import type { Failure } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'

/** What docker and docker-compose, v1 and v2, say where no engine answers. */
const NO_ENGINE =
  /Cannot connect to the Docker daemon|Couldn't connect to Docker daemon|Error while fetching server API version|error during connect|Is the docker daemon running/

/** Why docker or docker-compose failed: one line, never a traceback. */
export function classifyOutput(program: string, code: number, stderr: string): Failure {
  if (/permission denied/i.test(stderr) && NO_ENGINE_OR_SOCKET.test(stderr)) {
    return {
      kind: 'unauthorised',
      message: `${program} may not speak to the Docker engine: permission denied`,
      hint: 'be in the group docker, or give the profile a program with sudo',
    }
  }
  if (NO_ENGINE.test(stderr)) {
    return {
      kind: 'refused',
      message: `${program} gets no answer from the Docker engine`,
      hint: 'see whether dockerd runs, and whether DOCKER_HOST or "host" of the profile names its socket',
    }
  }
  return {
    kind: 'program-failed',
    message: `${program} ended with exit code ${code}: ${lastLine(stderr)}`,
    hint: `run it by hand with the files of the profile and see what it says`,
  }
}

const NO_ENGINE_OR_SOCKET = /docker daemon socket|docker\.sock|unix:\/\/|server API version|PermissionError/i

/** In a traceback, and mostly elsewhere, what is wrong stands last. */
export function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return sanitise(lines.at(-1)?.trim() ?? 'it said nothing', 200)
}
