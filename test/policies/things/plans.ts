import { COURSE_STATES } from '@jijiao/shared/courses'
import { PLAN_STATES } from '@jijiao/shared/plans'
import { Types } from 'mongoose'
import { addCourse } from '../../support/courses'
import { ANY, inState, type Kind, put } from '../thing'

/** Each has a year of its own, whatever else is made before. */
let ruleSetYear = 1990

export const planThings = {
  plan: {
    states: PLAN_STATES,
    async make(world, state, count) {
      const declarer = world.as('declarer')
      const draft = await declarer.plans.create({ body: { ...world.aPlan, name: `计划 ${count}` } })
      if (state === 'draft') return draft
      const submitted = await declarer.plans.submit({ params: { planId: draft.id }, body: { version: draft.version } })
      if (state !== 'submitted') await put(world, 'plans', draft.id, { state, awaiting: null })
      return submitted
    },
  },
  course: {
    states: COURSE_STATES,
    async make(world, state, count) {
      const { id } = await addCourse(world.api, world.industry.unit, { name: `课程 ${count}` })
      return inState(world, 'courses', { id, version: 1 }, state)
    },
  },
  reviewRoute: {
    states: ANY,
    make: (world) =>
      world.as('hr').plans.setReviewRoute({
        body: { regionCode: '441900', series: null, year: 2030, steps: ['industryAuthority'] },
      }),
  },
  /** One of the region's own, which somebody else of the authority wrote. Its id is its key. */
  ruleSet: {
    states: ANY,
    async make(world) {
      ruleSetYear += 1
      const year = ruleSetYear
      const body = { years: { from: year, to: year }, series: null, content: world.ruleSetContent, reason: '本市文件' }
      const { key, version } = await world.as('hr').ruleSets.create({ body })
      const { db } = world.api.app.deps
      await db.collection('ruleSets').updateOne({ key, version }, { $set: { createdBy: new Types.ObjectId() } })
      return { id: key, version }
    },
  },
} as const satisfies Record<string, Kind>
