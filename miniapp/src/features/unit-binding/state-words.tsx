import {
  AFFILIATION_ACTION_LABELS,
  AFFILIATION_STATE_LABELS,
  type AffiliationState,
  type AffiliationView,
} from '@jijiao/shared/affiliations'
import { StatusTag, type Tone } from '../../ui'
import { dayAndClock } from '../calendar'

const TONES: Readonly<Record<AffiliationState, Tone>> = {
  pending: 'warn',
  active: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
  ended: 'neutral',
}

export function AffiliationTag({ state }: { readonly state: AffiliationState }) {
  return <StatusTag tone={TONES[state]}>{AFFILIATION_STATE_LABELS[state]}</StatusTag>
}

/** When the present state began, in words. */
export function sinceText({ state, askedAt, decidedAt, endedAt, endedBy }: AffiliationView): string {
  switch (state) {
    case 'pending':
      return `${dayAndClock(askedAt)} 提交申请`
    case 'active':
      return `${dayAndClock(decidedAt ?? askedAt)} 单位确认`
    case 'refused':
      return `${dayAndClock(decidedAt ?? askedAt)} 单位答复`
    case 'withdrawn':
      return `${dayAndClock(endedAt ?? askedAt)} 本人撤回`
    case 'ended':
      return `${dayAndClock(endedAt ?? askedAt)} ${AFFILIATION_ACTION_LABELS[endedBy ?? 'end']}`
  }
}
