/** MongoDB error codes that this server can answer, with the names drivers know them by. */
export const ERROR_CODES = {
  InternalError: 1,
  BadValue: 2,
  NoSuchKey: 4,
  GraphContainsCycle: 5,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  IllegalOperation: 20,
  InvalidBSON: 22,
  AlreadyInitialized: 23,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  UnsatisfiableWriteConcern: 100,
  WriteConflict: 112,
  CommandNotSupported: 115,
  ConflictingOperationInProgress: 117,
  InvalidPipelineOperator: 168,
  CannotIndexParallelArrays: 171,
  InvalidIndexSpecificationOption: 197,
  TransactionTooOld: 225,
  NotImplemented: 238,
  ConversionFailure: 241,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  TransactionTooLarge: 257,
  OperationNotSupportedInTransaction: 263,
  NoQueryExecutionPlans: 291,
  UnsupportedOpQueryCommand: 352,
  TooManyDocumentSequences: 269,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
} as const

export type ErrorName = keyof typeof ERROR_CODES

/**
 * An error as MongoDB answers it. `extra` is merged into the reply (`errorLabels`, `keyPattern`, `keyValue` …).
 * A bare number stands for a code without a name of its own; MongoDB then answers `Location<code>`.
 */
export class MongoServerError extends Error {
  readonly code: number
  readonly codeName: string

  constructor(
    nameOrCode: ErrorName | number,
    message: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(message)
    this.name = 'MongoServerError'
    this.code = typeof nameOrCode === 'number' ? nameOrCode : ERROR_CODES[nameOrCode]
    this.codeName = typeof nameOrCode === 'number' ? `Location${nameOrCode}` : nameOrCode
  }
}
