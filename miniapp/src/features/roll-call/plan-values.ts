import type { Position } from '../../platform/position'
import { clock, instantOf, today } from '../calendar'

/** A roll call as it is typed: a day, two times of day, and limits in minutes. */
export type PlanValues = {
  readonly heldOn: string
  /** `08:30`, as `endsAt`. The names are the contract's, so that the server's complaints land on their fields. */
  readonly startsAt: string
  readonly endsAt: string
  readonly lateAfterMinutes: string
  readonly offlineLimitMinutes: string
  readonly geofence: Pick<Position, 'latitude' | 'longitude'> | null
  readonly radiusMetres: string
  readonly remark: string
}

const HOUR_MS = 60 * 60_000

/** From the next full half hour on, for three hours: an operator plans for now more often than for later. */
export function initialPlan(now = Date.now()): PlanValues {
  const start = Math.ceil(now / (HOUR_MS / 2)) * (HOUR_MS / 2)
  const startsAt = clock(new Date(start).toISOString())
  const endsAt = clock(new Date(start + 3 * HOUR_MS).toISOString())
  return {
    heldOn: today(start),
    startsAt,
    endsAt: endsAt > startsAt ? endsAt : '23:59',
    lateAfterMinutes: '10',
    offlineLimitMinutes: '30',
    geofence: null,
    radiusMetres: '300',
    remark: '',
  }
}

const isMinutes = (text: string, max: number) => /^\d{1,4}$/.test(text.trim()) && Number(text) <= max

export function checkPlan(values: PlanValues): { readonly [K in keyof PlanValues]?: string } {
  return {
    heldOn: values.heldOn === '' ? '请选择日期' : undefined,
    startsAt: values.startsAt === '' ? '请选择开始时间' : undefined,
    endsAt:
      values.endsAt === '' ? '请选择结束时间' : values.endsAt <= values.startsAt ? '结束时间应晚于开始时间' : undefined,
    lateAfterMinutes: isMinutes(values.lateAfterMinutes, 240) ? undefined : '请填写 0 到 240 的分钟数',
    offlineLimitMinutes: isMinutes(values.offlineLimitMinutes, 1440) ? undefined : '请填写 0 到 1440 的分钟数',
    radiusMetres: values.geofence === null || isRadius(values.radiusMetres) ? undefined : '请填写 50 到 20000 的米数',
  }
}

const isRadius = (text: string) => /^\d{2,5}$/.test(text.trim()) && Number(text) >= 50 && Number(text) <= 20_000

/** What is sent of values that `checkPlan` let pass. */
export const planBody = (values: PlanValues) => ({
  startsAt: instantOf(values.heldOn, values.startsAt),
  endsAt: instantOf(values.heldOn, values.endsAt),
  lateAfterMinutes: Number(values.lateAfterMinutes),
  offlineLimitMinutes: Number(values.offlineLimitMinutes),
  geofence: values.geofence && { ...values.geofence, radiusMetres: Number(values.radiusMetres) },
  remark: values.remark.trim() || null,
})
