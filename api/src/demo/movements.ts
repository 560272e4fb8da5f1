import { synthesizeResidentId } from '@jijiao/shared/identifiers'
import { Types } from 'mongoose'
import type { Deps } from '../deps'
import { createAccount, verifyRealName } from '../features/accounts'
import { openDispute, requestAffiliation, traineeOf } from '../features/affiliations'
import { addTrainee, editTrainee } from '../features/trainees'
import { DEMO_PASSWORD, demoId, TRAINEES } from './cast'
import { byOperator, bySystem, DAY_MS } from './time'

const SCHOOL = { _id: new Types.ObjectId(demoId('unit:school')), regionCode: '441900' }
const HOSPITAL = { _id: new Types.ObjectId(demoId('unit:hospital')), regionCode: '442000' }

const residentIdOf = (birthDate: string, sequence: number) =>
  synthesizeResidentId({ regionCode: '441900', birthDate, sequence })

/** A colleague whom the school keeps itself, somebody who changes unit, and somebody who disputes being added. */
export async function addMovements(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  const added = await addTrainee(deps, byOperator('operator01', now - 12 * DAY_MS), SCHOOL, {
    ...PROFILE,
    name: '谭志明',
    residentId: residentIdOf('1979-04-12', 351),
    phone: '13800011001',
  })
  await editTrainee(deps, byOperator('operator02', now - 3 * DAY_MS), added.trainee, {
    ...PROFILE,
    version: added.trainee.version,
    phone: '13800011002',
    qualification: '013',
    qualifiedOn: '2019-12-01',
  })

  const mover = TRAINEES.at(-1)
  const moving = mover && (await traineeOf(deps, { accountId: demoId(`account:${mover.userName}`) }))
  if (moving) await requestAffiliation(deps, bySystem(now - DAY_MS), moving, String(SCHOOL._id), { isTransfer: true })

  const residentId = residentIdOf('1990-09-03', 424)
  const accountId = demoId('account:person01')
  const account = { id: accountId, userName: 'person01', phone: '13800011003', password: DEMO_PASSWORD }
  await createAccount(deps, bySystem(now - 9 * DAY_MS), account)
  await verifyRealName(deps, bySystem(now - 9 * DAY_MS), { accountId, name: '谢晓彤', residentId })
  const wrong = await addTrainee(deps, byOperator('operator03', now - 4 * DAY_MS, 'hospital'), HOSPITAL, {
    ...PROFILE,
    name: '谢晓彤',
    residentId,
  })
  const dispute = { ...bySystem(now - 2 * DAY_MS), actor: { accountId, organizationId: null } }
  await openDispute(deps, dispute, {
    affiliationId: String(wrong.affiliation._id),
    traineeId: String(wrong.trainee._id),
    reason: '我从未在贵院工作，可能是同事误录，请核对后解除绑定。',
  })
}

const PROFILE = {
  education: '21',
  ethnicity: null,
  nativePlace: null,
  degree: null,
  school: '华南师范大学',
  major: null,
  graduatedOn: '2013-07-01',
  workStartedOn: '2013-08-01',
  email: null,
  qualification: null,
  qualifiedOn: null,
  profession: null,
  series: [],
  regionCode: '441900',
  postalCode: null,
  address: null,
}
