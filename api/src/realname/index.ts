import { checkResidentId } from '@jijiao/shared/identifiers'

export type RealNameProvider = {
  /** Whether name and resident ID number belong together. */
  verify(person: { readonly name: string; readonly residentId: string }): Promise<boolean>
}

/** Knows nobody: takes any name with a number whose checksum and birth date are right. Never for production. */
export function createDevelopmentRealName(clock: { now(): number }): RealNameProvider {
  return {
    verify: async ({ residentId }) => checkResidentId(residentId, { on: new Date(clock.now()) }).ok,
  }
}

export { createTencentRealName } from './tencent'
