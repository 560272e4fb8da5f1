import type { IndexScan, Plan, Query } from '../planner/plan'
import { planQuery } from '../planner/plan'
import { runQuery } from '../planner/run'
import type { Effort } from '../planner/scan'
import type { Document } from '../values/document'
import type { Context } from './command'

/** How a query is, or would be, answered, in the form of MongoDB's `explain`. */
export function explainQuery(context: Context, namespace: string, query: Query, isExecuted: boolean): Document {
  const { engine, view, deadline } = context
  const collection = engine.catalog.get(namespace)
  const plan = collection ? planQuery(collection, query) : undefined
  const winningPlan = plan ? describe(plan, query) : { stage: 'EOF' }
  const reply: Document = {
    explainVersion: '1',
    queryPlanner: { namespace, parsedQuery: query.filter, winningPlan, rejectedPlans: [] },
  }
  if (isExecuted) {
    const effort: Effort = { keysExamined: 0, docsExamined: 0 }
    const startedAt = performance.now()
    let nReturned = 0
    if (collection && plan) for (const _ of runQuery(collection, query, { view, deadline, effort, plan })) nReturned++
    reply.executionStats = {
      executionSuccess: true,
      nReturned,
      executionTimeMillis: Math.round(performance.now() - startedAt),
      totalKeysExamined: effort.keysExamined,
      totalDocsExamined: effort.docsExamined,
      executionStages: {
        ...winningPlan,
        nReturned,
        keysExamined: effort.keysExamined,
        docsExamined: effort.docsExamined,
      },
    }
  }
  return { ...reply, ok: 1 }
}

function describe(plan: Plan, query: Query): Document {
  const stage = describeAccess(plan, query)
  const isSorted = plan.stage === 'IXSCAN' && plan.order !== 'unsorted'
  const needsSort = query.sort && query.sort.$natural === undefined && Object.keys(query.sort).length > 0 && !isSorted
  const sorted = needsSort ? { stage: 'SORT', sortPattern: query.sort, inputStage: stage } : stage
  const skipped = query.skip ? { stage: 'SKIP', skipAmount: query.skip, inputStage: sorted } : sorted
  return query.limit ? { stage: 'LIMIT', limitAmount: query.limit, inputStage: skipped } : skipped
}

function describeAccess(plan: Plan, { filter }: Query): Document {
  if (plan.stage === 'COLLSCAN') {
    return { stage: 'COLLSCAN', filter, direction: plan.direction === 1 ? 'forward' : 'backward' }
  }
  const inputStage =
    plan.stage === 'OR' ? { stage: 'OR', inputStages: plan.branches.map(describeScan) } : describeScan(plan)
  return { stage: 'FETCH', ...(plan.stage === 'IXSCAN' && plan.isExact ? {} : { filter }), inputStage }
}

function describeScan({ index, direction, ranges, order }: IndexScan): Document {
  return {
    stage: order === 'merge' ? 'SORT_MERGE' : 'IXSCAN',
    keyPattern: index.spec.key,
    indexName: index.name,
    isMultiKey: index.isMultikey,
    isUnique: index.isUnique,
    isSparse: index.isSparse,
    isPartial: index.partialFilter !== undefined,
    direction: direction === 1 ? 'forward' : 'backward',
    ranges: ranges.length,
  }
}
