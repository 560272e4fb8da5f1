import type { Contract } from '../http'

export const attendanceContract = {} as const satisfies Contract
