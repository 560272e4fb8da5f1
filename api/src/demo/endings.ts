import type { Deps } from '../deps'
import { enterAssessments } from '../features/assessments'
import { closeClass } from '../features/class-endings'
import { classModel, type Enrollment, enrollmentModel, type TrainingClass } from '../features/classes'
import { askForLeave } from '../features/leave-requests'
import { demoId } from './cast'
import { byOperator, byPerson, MINUTE_MS, timeOn } from './time'

const FAILED = 2

/** Last week's class has its results, by one operator, and was closed by the other: its hours are recognised. */
export async function endLastWeek(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  const trainingClass = await classModel(deps.db).findById(demoId('class:last-week')).orFail().lean<TrainingClass>()
  const enrolled = await enrollmentModel(deps.db)
    .find({ classId: trainingClass._id })
    .sort({ _id: 1 })
    .lean<Enrollment[]>()
  const rows = enrolled.map(({ traineeId }, index) => ({
    traineeId: String(traineeId),
    version: 0,
    result: index < enrolled.length - FAILED ? ('passed' as const) : ('failed' as const),
    totalScoreTenths: index < enrolled.length - FAILED ? 780 + ((index * 37) % 200) : 510,
    subjectScores: [],
    startedOn: trainingClass.startsOn,
    endedOn: trainingClass.endsOn,
    remark: null,
  }))
  await enterAssessments(deps, byOperator('operator02', timeOn(now, -5, 16)), { trainingClass, rows })
  await closeClass(deps, byOperator('operator01', timeOn(now, -4, 10)), { trainingClass, note: '按期结班' })
}

/** Somebody cannot come to the running class's next roll call and waits for an answer. */
export async function askForDemoLeave(deps: Deps, trainees: readonly string[]): Promise<void> {
  const [, , , , traineeId = ''] = trainees
  await askForLeave(deps, byPerson(demoId('account:trainee05'), deps.clock.now() - 90 * MINUTE_MS), {
    traineeId,
    sessionIds: [demoId('session:next')],
    reason: '参加市里的技能大赛评审',
  })
}
