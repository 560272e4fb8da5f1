import { CLASS_LIFECYCLE, type ClassAction, type ClassView, isRunningClass, mayMoveClass } from '@jijiao/shared/classes'
import type { OrganizationKind } from '@jijiao/shared/organizations'
import { Types } from 'mongoose'
import type { OperatorActor } from '../../auth/actor'
import type { Deps } from '../../deps'
import { Problem } from '../../http/problem'
import { type Organization, organizationModel } from '../organizations'
import { classModel, type TrainingClass } from './class.model'

/**
 * What an operator may see: the classes of the unit or provider acted for, an HR authority those of its region. Anything
 * else is absent, not forbidden.
 */
export async function visibleTo(deps: Pick<Deps, 'db'>, actor: OperatorActor) {
  const { kind, organizationId } = actor.actingAs
  if (kind !== 'hrAuthority') return { organizationId: new Types.ObjectId(organizationId) }
  const authority = await organizationModel(deps.db)
    .findById(organizationId, { regionCode: 1 })
    .lean<Pick<Organization, 'regionCode'> | null>()
  if (!authority) throw new Problem('not_found')
  return { regionCodes: authority.regionCode }
}

export async function findVisibleClass(deps: Deps, actor: OperatorActor, classId: string): Promise<TrainingClass> {
  const found = await classModel(deps.db)
    .findOne({ _id: classId, ...(await visibleTo(deps, actor)) })
    .lean<TrainingClass | null>()
  if (!found) throw new Problem('not_found')
  return found
}

/** Authorities look at classes, they hold none. */
const HOLDERS: readonly OrganizationKind[] = ['unit', 'provider']

/** Every change of a class and its enrolment is the work of operators with one grant. */
export const mayOperate = (actor: OperatorActor) => mayMove(actor, 'open')

/** Whether the actor makes such moves at all, whatever the class's state. */
const mayMove = ({ actingAs }: OperatorActor, action: ClassAction) =>
  HOLDERS.includes(actingAs.kind) && actingAs.grants.includes(CLASS_LIFECYCLE[action].by)

export function assertMayMove(actor: OperatorActor, action: ClassAction) {
  if (!mayMove(actor, action)) throw new Problem('not_allowed')
}

export function assertMayOperate(actor: OperatorActor) {
  if (!mayOperate(actor)) throw new Problem('not_allowed')
}

/** A unit picks from its own people; a provider has none and knows those of others by name and ID number. */
const mayEnrol = (actor: OperatorActor) => mayOperate(actor) && actor.actingAs.kind === 'unit'
const mayEnrolByIdentity = (actor: OperatorActor) => mayOperate(actor) && actor.actingAs.kind === 'provider'

export function assertMayEnrol(actor: OperatorActor) {
  if (!mayEnrol(actor)) throw new Problem('not_allowed')
}

export function assertMayEnrolByIdentity(actor: OperatorActor) {
  if (!mayEnrolByIdentity(actor)) throw new Problem('not_allowed')
}

export const takesTrainees = (trainingClass: Pick<TrainingClass, 'state'>) => trainingClass.state === 'open'

export function classAbilities(actor: OperatorActor, trainingClass: TrainingClass): ClassView['abilities'] {
  const may = mayOperate(actor)
  const { state } = trainingClass
  const can = (action: ClassAction) => mayMove(actor, action) && mayMoveClass(action, state)
  return {
    edit: may && state === 'planned',
    open: can('open'),
    cancel: can('cancel'),
    close: can('close'),
    reopen: can('reopen'),
    enrol: mayEnrol(actor) && takesTrainees(trainingClass),
    enrolByIdentity: mayEnrolByIdentity(actor) && takesTrainees(trainingClass),
    setTimetable: may && isRunningClass(state),
    setAttendanceRule: may && isRunningClass(state),
  }
}
