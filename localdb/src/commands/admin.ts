import { Binary, Long } from 'bson'
import { MongoServerError } from '../errors'
import { compileFilter } from '../query/matcher'
import { show } from '../update/show'
import { valuesEqual } from '../values/compare'
import { type Document, documentOf, isDocument } from '../values/document'
import { encode } from '../values/encode'
import { type Command, type Context, countOf, isTrue, namespaceOf, type Reply, type Work } from './command'
import { untilUnwritten } from './indexes'
import { validate } from './validate'

export const SERVER_VERSION = [7, 0, 0, 0]

function create({ engine, database, command }: Context): Reply {
  const name = command.create as string
  const options = documentOf([])
  const known = engine.catalog.get(`${database}.${name}`)
  if (!known) engine.catalog.create(database, name, options)
  else if (!valuesEqual(known.options, options)) {
    throw new MongoServerError(
      'NamespaceExists',
      `namespace ${known.namespace} already exists, but with different options: ${show(known.options)}`,
    )
  }
  return { ok: 1 }
}

function* drop(context: Context): Work {
  const { engine } = context
  const ns = namespaceOf(context)
  const collection = engine.catalog.get(ns)
  if (!collection) throw new MongoServerError('NamespaceNotFound', 'ns not found')
  yield* untilUnwritten(context, collection)
  const nIndexesWas = collection.indexes.size
  if (engine.catalog.get(ns) === collection) {
    engine.cursors.killOf(({ namespace }) => namespace === ns)
    engine.catalog.drop(collection)
  }
  return { nIndexesWas, ns, ok: 1 }
}

function* dropDatabase(context: Context): Work {
  const { engine, database } = context
  const collections = engine.catalog.of(database)
  for (const collection of collections) yield* untilUnwritten(context, collection)
  engine.cursors.killOf(({ namespace }) => namespace.startsWith(`${database}.`))
  for (const collection of engine.catalog.of(database)) engine.catalog.drop(collection)
  return { ...(collections.length > 0 ? { dropped: database } : {}), ok: 1 }
}

function listCollections({ engine, database, command }: Context): Reply {
  const matches = compileFilter((command.filter ?? {}) as Document)
  const described = engine.catalog.of(database).map(({ name, options, uuid, idIndex }) => {
    const brief: [string, unknown][] = [
      ['name', name],
      ['type', 'collection'],
    ]
    const full: [string, unknown][] = [
      ['options', options],
      [
        'info',
        documentOf([
          ['readOnly', false],
          ['uuid', new Binary(uuid, Binary.SUBTYPE_UUID)],
        ]),
      ],
      ['idIndex', idIndex.spec],
    ]
    return documentOf(isTrue(command.nameOnly) ? brief : [...brief, ...full])
  })
  const found = described.filter((document) => matches(document)).map(encode)
  const batchSize = isDocument(command.cursor) ? countOf(command.cursor, 'batchSize') : undefined
  return engine.cursors.open(`${database}.$cmd.listCollections`, found.values(), batchSize)
}

function listDatabases({ engine, command }: Context): Reply {
  const names = [...new Set(engine.catalog.all().map(({ database }) => database))].sort()
  const matches = compileFilter((command.filter ?? {}) as Document)
  const isNameOnly = isTrue(command.nameOnly)
  const databases = names
    .map((name) =>
      documentOf(
        isNameOnly
          ? [['name', name]]
          : [
              ['name', name],
              ['sizeOnDisk', Long.fromNumber(engine.sqlite.sizeOnDisk())],
              ['empty', false],
            ],
      ),
    )
    .filter((document) => matches(document))
  return isNameOnly
    ? { databases, ok: 1 }
    : { databases, totalSize: Long.fromNumber(engine.sqlite.sizeOnDisk()), ok: 1 }
}

const CREATE_OPTIONS = [
  'capped',
  'size',
  'max',
  'validator',
  'validationLevel',
  'validationAction',
  'viewOn',
  'pipeline',
  'timeseries',
  'expireAfterSeconds',
  'clusteredIndex',
  'changeStreamPreAndPostImages',
  'collation',
  'storageEngine',
  'indexOptionDefaults',
  'encryptedFields',
  'idIndex',
  'autoIndexId',
]

export const ADMIN_COMMANDS: Record<string, Command> = {
  ping: { fields: { ping: 'any' }, run: () => ({ ok: 1 }) },
  buildInfo: {
    fields: { buildInfo: 'any', buildinfo: 'any' },
    run: () => ({
      version: SERVER_VERSION.slice(0, 3).join('.'),
      versionArray: SERVER_VERSION,
      modules: ['localdb'],
      bits: 64,
      debug: false,
      maxBsonObjectSize: 16 * 1024 * 1024,
      storageEngines: ['localdb'],
      ok: 1,
    }),
  },
  create: {
    fields: {
      create: 'string',
      ...Object.fromEntries(CREATE_OPTIONS.map((option) => [option, 'unsupported' as const])),
    },
    isAllowedInTransaction: true,
    run: create,
  },
  drop: { fields: { drop: 'any' }, run: drop },
  dropDatabase: { fields: { dropDatabase: 'any' }, run: dropDatabase },
  listCollections: {
    fields: {
      listCollections: 'any',
      filter: 'object',
      nameOnly: 'bool',
      authorizedCollections: 'bool',
      cursor: 'object',
    },
    run: listCollections,
  },
  listDatabases: {
    fields: { listDatabases: 'any', filter: 'object', nameOnly: 'bool', authorizedDatabases: 'bool' },
    isAdminOnly: true,
    run: listDatabases,
  },
  localdbBackup: {
    fields: { localdbBackup: 'string', data: 'string', token: 'string' },
    isAdminOnly: true,
    run: ({ engine, command }) => {
      const step = command.localdbBackup
      if (step === 'begin') return { ...engine.backups.begin(String(command.data)), ok: 1 }
      if (step === 'renew') engine.backups.renew(String(command.token))
      else if (step === 'end') engine.backups.end(String(command.token))
      else throw new MongoServerError('BadValue', `a backup begins, is renewed or ends, but not '${step}'`)
      return { ok: 1 }
    },
  },
  validate: {
    fields: { validate: 'any', full: 'bool', metadata: 'bool', repair: 'unsupported', background: 'bool' },
    run: validate,
  },
}
