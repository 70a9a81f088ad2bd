export const VARIABLE = 'HYPERCARE__'

/** Whether a variable of the environment sets a value of the profile. */
export const isVariable = (name: string): boolean => name.startsWith(VARIABLE)
