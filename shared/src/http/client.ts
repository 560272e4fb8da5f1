import type { Endpoint, EndpointGroup, HttpMethod } from './endpoint'
import type { FileToSend } from './files'
import type { Contract, OperationInput, OperationOutput } from './operation'
import type { ProblemDocument } from './problems'

export type TransportRequest = {
  readonly method: HttpMethod
  /** Path with query, below the API's base: `/classes?state=open`. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Goes as multipart form data instead of a body. */
  readonly file?: FileToSend
  /** The body of a success is a file: the transport answers a `ReceivedFile`. */
  readonly givesFile?: true
  readonly access: Endpoint['access']
}

export type TransportResponse = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Already parsed JSON, or undefined where there is none. */
  readonly body: unknown
}

/** Sends one request. It rejects only when no answer came at all (offline, time-out). */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>

export type CallOptions = { readonly idempotencyKey?: string; readonly headers?: Readonly<Record<string, string>> }

/** A refusal of the API, as it said it. */
export class ProblemError extends Error {
  constructor(readonly problem: ProblemDocument) {
    super(problem.detail ?? problem.title)
    this.name = 'ProblemError'
  }

  get code(): string {
    return this.problem.code
  }
}

type Caller<O extends Contract[string]> =
  object extends OperationInput<O>
    ? (input?: OperationInput<O>, options?: CallOptions) => Promise<OperationOutput<O>>
    : (input: OperationInput<O>, options?: CallOptions) => Promise<OperationOutput<O>>

export type Client<C extends Readonly<Record<string, Contract>>> = {
  readonly [F in keyof C]: { readonly [K in keyof C[F]]: Caller<C[F][K]> }
}

type LooseInput = {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly file?: FileToSend
}

/**
 * The client of mini-program, browser, web admin and tests. The types come from the contracts (`import type`), so that
 * no schema code is shipped: `createClient<typeof contract>(endpoints, transport)`.
 */
export function createClient<C extends Readonly<Record<string, Contract>>>(
  groups: { readonly [F in keyof C]: EndpointGroup },
  transport: Transport,
): Client<C> {
  const client: Record<string, Record<string, unknown>> = {}
  for (const [group, endpoints] of Object.entries<EndpointGroup>(groups)) {
    const calls: Record<string, unknown> = {}
    for (const [name, endpoint] of Object.entries(endpoints)) {
      calls[name] = (input: LooseInput = {}, options: CallOptions = {}) =>
        callEndpoint(endpoint, input, options, transport)
    }
    client[group] = calls
  }
  return client as Client<C>
}

/** One call of one endpoint, for what the typed client has no name for. */
export async function callEndpoint(
  endpoint: Endpoint,
  input: LooseInput,
  options: CallOptions,
  transport: Transport,
): Promise<unknown> {
  const headers: Record<string, string> = { ...options.headers }
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  const response = await transport({
    method: endpoint.method,
    url: endpointUrl(endpoint, input.params, input.query),
    headers,
    access: endpoint.access,
    ...(input.body === undefined ? {} : { body: input.body }),
    ...(input.file === undefined ? {} : { file: input.file }),
    ...(endpoint.givesFile && { givesFile: true }),
  })
  if (response.status >= 200 && response.status < 300) return response.body
  throw new ProblemError(asProblem(response))
}

export function endpointUrl(
  endpoint: Pick<Endpoint, 'path'>,
  params: Readonly<Record<string, unknown>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const pairs: string[] = []
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') pairs.push(`${name}=${encodeURIComponent(String(value))}`)
  }
  return pairs.length ? `${path}?${pairs.join('&')}` : path
}

/** A proxy or a captive portal may answer with anything; the user still gets a sentence. */
function asProblem(response: TransportResponse): ProblemDocument {
  const body = response.body
  if (typeof body === 'object' && body !== null && 'code' in body && 'title' in body) return body as ProblemDocument
  return {
    type: 'about:blank',
    title: '服务暂时无法使用，请稍后再试',
    status: response.status,
    code: 'unexpected_answer',
    requestId: '',
  }
}
