import type { Contract } from '../http'

export const accountContract = {} as const satisfies Contract
