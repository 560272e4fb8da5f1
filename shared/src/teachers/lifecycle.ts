import type { OperatorGrant } from '../organizations'

export const TEACHER_STATES = ['enabled', 'disabled'] as const
export type TeacherState = (typeof TEACHER_STATES)[number]

type Transition = { readonly from: readonly TeacherState[]; readonly to: TeacherState; readonly by: OperatorGrant }

/** Every move of a teacher; a new one begins as `enabled`. Only the enabled can be picked for a class. */
export const TEACHER_LIFECYCLE = {
  enable: { from: ['disabled'], to: 'enabled', by: 'operate' },
  disable: { from: ['enabled'], to: 'disabled', by: 'operate' },
} as const satisfies Record<string, Transition>
export type TeacherAction = keyof typeof TEACHER_LIFECYCLE

export const mayMoveTeacher = (action: TeacherAction, from: TeacherState): boolean =>
  (TEACHER_LIFECYCLE[action].from as readonly TeacherState[]).includes(from)
