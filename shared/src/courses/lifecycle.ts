import type { OperatorGrant } from '../organizations'

export const COURSE_STATES = ['offered', 'retired'] as const
export type CourseState = (typeof COURSE_STATES)[number]

type Transition = { readonly from: readonly CourseState[]; readonly to: CourseState; readonly by: OperatorGrant }

/** Every move of a course; a new one begins as `offered`. A retired one is picked no more; plans that have it keep it. */
export const COURSE_LIFECYCLE = {
  retire: { from: ['offered'], to: 'retired', by: 'operate' },
} as const satisfies Record<string, Transition>
export type CourseAction = keyof typeof COURSE_LIFECYCLE
