import type { Contract } from '../http'

export const organizationContract = {} as const satisfies Contract
