import type { Contract } from '../http'

export const affiliationContract = {} as const satisfies Contract
