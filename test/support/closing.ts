import { enterAssessments } from '@jijiao/api/features/assessments'
import type { AssessmentResult } from '@jijiao/shared/codes'
import { Types } from 'mongoose'
import type { TestApi } from './api'
import { aClass, bySystem, type TestTrainee } from './classes'

/** Enters the same result for each trainee of an open class. */
export async function enterResults(
  api: TestApi,
  classId: string,
  trainees: readonly TestTrainee[],
  result: AssessmentResult = 'passed',
): Promise<void> {
  const rows = trainees.map(({ traineeId }) => ({
    traineeId,
    version: 0,
    result,
    totalScoreTenths: null,
    subjectScores: [],
    startedOn: aClass.startsOn,
    endedOn: aClass.endsOn,
    remark: null,
  }))
  const trainingClass = { _id: new Types.ObjectId(classId) }
  const results = await enterAssessments(api.app.deps, bySystem(api), { trainingClass, rows })
  const refused = results.find(({ outcome }) => outcome === 'refused')
  if (refused) throw new Error(JSON.stringify(refused))
}
