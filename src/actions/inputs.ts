import type { Input, Services } from '../core/acting/action.ts'
import type { AuthoredAction } from './config.ts'
import { wanted } from './parameters.ts'

/** What an action asks for, in the order in which `orderOf` takes its arguments. */
export function inputsOf(action: AuthoredAction): readonly Input[] {
  switch (action.kind) {
    case 'scale':
      return [one('replicas', `${action.min} … ${action.max}`)]
    case 'delete-pod':
      return [one('pod', 'its whole name')]
    case 'version':
      return action.to === undefined ? [one('version', 'such as v0.1.0')] : []
    case 'request':
    case 'command':
      return Object.entries(action.parameters).map(([name, parameter]) => one(name, wanted(parameter)))
    case 'silence':
      return action.matchers.length > 0
        ? []
        : [{ name: 'matchers', wanted: 'such as alertname=HighResponseTime', isList: true }]
    case 'emergency-scale':
    case 'restart':
    case 'stop':
    case 'start':
      return []
  }
}

const one = (name: string, what: string): Input => ({ name, wanted: what, isList: false })

/** The services that an action concerns; none for one that is not about services. */
export function servicesIn(action: AuthoredAction): Services {
  switch (action.kind) {
    case 'scale':
      return [action.service]
    case 'emergency-scale':
      return Object.keys(action.to)
    case 'restart':
    case 'stop':
    case 'start':
      return action.services
    case 'version':
      return action.services.length === 0 ? 'all' : action.services
    default:
      return []
  }
}
