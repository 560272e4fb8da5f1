import type { Circumstances } from '../audit'
import { demoId } from './cast'

const CHINA_OFFSET_MS = 8 * 3_600_000
export const MINUTE_MS = 60_000
export const DAY_MS = 24 * 60 * MINUTE_MS

/** The calendar day in China, so many days from an instant: `2026-03-02`. */
export const dayFrom = (instant: number, days = 0) =>
  new Date(instant + CHINA_OFFSET_MS + days * DAY_MS).toISOString().slice(0, 10)

/** A time of day in China, so many days from an instant. */
export const timeOn = (instant: number, days: number, hour: number) =>
  Date.parse(`${dayFrom(instant, days)}T00:00:00.000Z`) - CHINA_OFFSET_MS + hour * 60 * MINUTE_MS

export const bySystem = (at: number): Circumstances => ({
  actor: { accountId: null, organizationId: null },
  at: new Date(at),
  requestId: 'demo-world',
})

/** By an operator of the cast, for a unit by its key. */
export const byOperator = (userName: string, at: number, unit = 'school'): Circumstances => ({
  ...bySystem(at),
  actor: { accountId: demoId(`account:${userName}`), organizationId: demoId(`unit:${unit}`) },
})

export const byPerson = (accountId: string, at: number): Circumstances => ({
  ...bySystem(at),
  actor: { accountId, organizationId: null },
})
