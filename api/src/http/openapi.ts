import { type Contract, type Operation, PROBLEMS, SHEET_TYPE } from '@jijiao/shared/http'
import { z } from 'zod'
import { API_BASE } from './mount'

type Json = Record<string, unknown>

export const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  }) as Json
  return json
}

const parameters = (schema: z.ZodObject | undefined, place: 'path' | 'query'): Json[] => {
  if (!schema) return []
  const json = schemaOf(schema, 'input') as { properties?: Json; required?: string[] }
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (json.required ?? []).includes(name),
    schema: property,
  }))
}

const GENERAL_PROBLEMS = ['malformed_request', 'too_many_requests', 'internal_error'] as const

/** Which refusals follow from the shape of an operation; what else it may answer, it lists itself. */
export function problemsOf(operation: Operation) {
  const codes = new Set<keyof typeof PROBLEMS>([...GENERAL_PROBLEMS, ...(operation.problems ?? [])])
  if (operation.access !== 'public') for (const code of ['not_signed_in', 'session_ended'] as const) codes.add(code)
  if (['account', 'person', 'applicant', 'operator'].includes(operation.access)) codes.add('personal_account_required')
  if (operation.access === 'unitAccount') codes.add('unit_account_required')
  if (operation.access === 'person') codes.add('real_name_required')
  if (['applicant', 'operator'].includes(operation.access)) codes.add('organization_required')
  if (operation.access === 'operator') codes.add('role_application_required')
  if (operation.params) codes.add('not_found')
  if (operation.query || operation.body) codes.add('invalid_input')
  if (operation.takesFile) codes.add('invalid_input')
  if (operation.body || operation.takesFile)
    for (const code of ['too_large', 'unsupported_media_type'] as const) codes.add(code)
  if (operation.idempotency === 'key') {
    for (const code of ['request_in_progress', 'idempotency_key_reused'] as const) codes.add(code)
  }
  return [...codes].sort()
}

function describe(group: string, name: string, operation: Operation): Json {
  const problems = groupByStatus(problemsOf(operation))
  const status = operation.status ?? (operation.answer || operation.givesFile ? 200 : 204)
  const responses: Json = { [status]: successOf(operation) }
  for (const [code, names] of [...problems].sort(([a], [b]) => a - b)) {
    responses[code] = {
      description: names.map((name) => `\`${name}\` ${PROBLEMS[name].title}`).join('\n\n'),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  }
  const headers =
    operation.idempotency === 'key'
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            schema: { type: 'string', pattern: '^[\\w-]{8,100}$' },
          },
        ]
      : []
  return {
    operationId: `${group}.${name}`,
    tags: [group],
    summary: operation.summary,
    security: operation.access === 'public' ? [] : [{ accessToken: [] }],
    parameters: [...parameters(operation.params, 'path'), ...parameters(operation.query, 'query'), ...headers],
    ...bodyOf(operation),
    responses,
  }
}

function successOf(operation: Operation): Json {
  if (operation.givesFile) {
    const schema = { type: 'string', contentMediaType: 'application/octet-stream' }
    return { description: 'The file', content: { '*/*': { schema } } }
  }
  if (!operation.answer) return { description: 'Success, no content' }
  const sheet = operation.sheet && { [SHEET_TYPE]: { schema: { type: 'string', format: 'binary' } } }
  const content = { 'application/json': { schema: schemaOf(operation.answer, 'output') }, ...sheet }
  return { description: 'Success', content }
}

function bodyOf({ body, takesFile }: Operation): Json {
  if (takesFile) {
    const file = { type: 'string', contentMediaType: 'application/octet-stream', maxLength: takesFile.maxBytes }
    const schema = { type: 'object', required: ['file'], properties: { file } }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } }
  }
  if (!body) return {}
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }
}

function groupByStatus(codes: readonly (keyof typeof PROBLEMS)[]) {
  const groups = new Map<number, (keyof typeof PROBLEMS)[]>()
  for (const code of codes) groups.set(PROBLEMS[code].status, [...(groups.get(PROBLEMS[code].status) ?? []), code])
  return groups
}

/** The OpenAPI 3.1 document of the contracts; `api/openapi.json` is its committed copy. */
export function openApiDocument(groups: Readonly<Record<string, Contract>>): Json {
  const paths: Record<string, Json> = {}
  for (const [group, contract] of Object.entries(groups)) {
    for (const [name, operation] of Object.entries(contract)) {
      const path = `${API_BASE}${operation.path.replace(/:(\w+)/g, '{$1}')}`
      paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(group, name, operation) }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Jijiao API',
      version: '1',
      description:
        'Continuing education of professional and technical personnel. Refusals are RFC 9457 problem details.',
    },
    tags: Object.keys(groups).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'requestId'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { enum: Object.keys(PROBLEMS) },
            detail: { type: 'string' },
            requestId: { type: 'string' },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                required: ['pointer', 'detail'],
                properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  }
}
