import type { Contract } from '../http'

export const classContract = {} as const satisfies Contract
