import type { Document } from '../values/document'
import type { Scope } from './scope'

export interface PipelineContext {
  /** Documents of another collection that match the filter, by an index where there is one. */
  lookup: (from: string, filter: Document) => Iterable<Document>
  collection: (name: string) => Iterable<Document>
  /** `NOW` and the variables of `let`. */
  variables?: Scope
}

/** A compiled stage or pipeline. */
export type Run = (documents: Iterable<Document>, context: PipelineContext) => Iterable<Document>

/** Compiles one stage; `compilePipeline` is for those that hold pipelines. */
export type Stage = (spec: unknown, compilePipeline: (pipeline: unknown) => Run) => Run
