/**
 * Who knocks. `declarer` and `decider` are operators of the same unit with one grant each; all other operators have
 * both. `stranger` acts for another unit of the same region, `distantHr` for the HR authority of another region.
 */
export const PERSONAS = [
  'guest',
  'newcomer',
  'person',
  'trainee',
  'declarer',
  'decider',
  'stranger',
  'provider',
  'industry',
  'hr',
  'distantHr',
  'unitAccount',
  'otherUnitAccount',
] as const
export type Persona = (typeof PERSONAS)[number]

const without = (list: readonly Persona[], ...out: readonly Persona[]) => list.filter((one) => !out.includes(one))

export const EVERYBODY = without(PERSONAS)
export const SIGNED_IN = without(EVERYBODY, 'guest')
export const UNIT_ACCOUNTS: readonly Persona[] = ['unitAccount', 'otherUnitAccount']
/** Anybody's own account, real-name check or not. */
export const PERSONAL = without(SIGNED_IN, ...UNIT_ACCOUNTS)
export const REAL_NAME = without(PERSONAL, 'newcomer')
export const OPERATORS = without(REAL_NAME, 'person', 'trainee')
/** The unit whose things are asked for. */
export const OUR_OPERATORS: readonly Persona[] = ['declarer', 'decider']
/** Hold classes and keep teachers, each its own. */
export const HOLDERS_THAT_OPERATE: readonly Persona[] = ['declarer', 'stranger', 'provider']
/** To whom the unit's things are absent: they must not learn that there are such things. */
export const FOREIGN: readonly Persona[] = ['stranger', 'provider', 'distantHr', 'otherUnitAccount']
