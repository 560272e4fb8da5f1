import { MongoServerError } from '../errors'
import { type Document, isDocument } from '../values/document'
import { GROUPING_STAGES } from './group'
import { JOINING_STAGES } from './join'
import type { PipelineContext, Run, Stage } from './stage'
import { SIMPLE_STAGES } from './stages'

export { ACCUMULATORS } from './accumulators'
export { EXPRESSION_OPERATORS } from './expression'
export type { PipelineContext } from './stage'

const IMPLEMENTATIONS: Record<string, Stage> = { ...SIMPLE_STAGES, ...GROUPING_STAGES, ...JOINING_STAGES }
const UPDATE_STAGE_NAMES = ['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']

export const STAGES: string[] = Object.keys(IMPLEMENTATIONS).sort()
export const UPDATE_STAGES: readonly string[] = UPDATE_STAGE_NAMES

/** Compiles a pipeline once for many runs. Throws what MongoDB answers to what it does not know. */
export function compilePipeline(pipeline: unknown): Run {
  if (!Array.isArray(pipeline))
    throw new MongoServerError('TypeMismatch', "'pipeline' option must be specified as an array")
  const stages = pipeline.map((stage: unknown) => {
    const [name, spec] = stageOf(stage)
    const compile = Object.hasOwn(IMPLEMENTATIONS, name) ? IMPLEMENTATIONS[name] : undefined
    if (!compile) throw new MongoServerError(40324, `Unrecognized pipeline stage name: '${name}'`)
    return compile(spec, compilePipeline)
  })
  return (documents, context) => stages.reduce((input, run) => run(input, context), documents)
}

function stageOf(stage: unknown): [name: string, spec: unknown] {
  if (!isDocument(stage))
    throw new MongoServerError('TypeMismatch', "Each element of the 'pipeline' array must be an object")
  const [entry, ...others] = Object.entries(stage)
  if (!entry || others.length > 0) {
    throw new MongoServerError(40323, 'A pipeline stage specification object must contain exactly one field.')
  }
  return entry
}

export function validatePipeline(pipeline: unknown): void {
  compilePipeline(pipeline)
}

export function runPipeline(documents: Iterable<Document>, pipeline: Document[], context: PipelineContext): Document[] {
  const variables = { NOW: new Date(), ...context.variables }
  return [...compilePipeline(pipeline)(documents, { ...context, variables })]
}

/** Only the stages that change one document may stand in an update. */
export function validateUpdatePipeline(pipeline: Document[]): void {
  for (const stage of pipeline) {
    const [name] = stageOf(stage)
    if (Object.hasOwn(IMPLEMENTATIONS, name) && !UPDATE_STAGE_NAMES.includes(name)) {
      throw new MongoServerError('InvalidOptions', `${name} is not allowed to be used within an update`)
    }
  }
  compilePipeline(pipeline)
}

const NO_COLLECTIONS: PipelineContext = { lookup: () => [], collection: () => [] }
const updates = new WeakMap<Document[], Run>()

export function applyUpdatePipeline(document: Document, pipeline: Document[], now: Date): Document {
  let run = updates.get(pipeline)
  if (!run) {
    run = compilePipeline(pipeline)
    updates.set(pipeline, run)
  }
  const [result] = run([document], { ...NO_COLLECTIONS, variables: { NOW: now } })
  return result as Document
}
