import type { FileToSend, TransportResponse } from '@jijiao/shared/http'

export type SendRequest = {
  readonly url: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly headers: Record<string, string>
  readonly body?: unknown
  /** Goes as multipart form data, in the part `FILE_PART`. */
  readonly file?: FileToSend | undefined
  /** A success is answered with a `ReceivedFile`. */
  readonly givesFile?: true | undefined
  readonly timeoutMs: number
}

/** Sends one request as it is; rejects with `OfflineError` or `TimeoutError` when no answer came. */
export type Send = (request: SendRequest) => Promise<TransportResponse>

export const FILE_PART = 'file'

/** The name that the server gives to a file it sends. */
export function fileNameOf(headers: Readonly<Record<string, string>>): string {
  const disposition = headers['content-disposition'] ?? ''
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(disposition) ?? []
  const [, plain] = /filename="([^"]+)"/.exec(disposition) ?? []
  return encoded ? decodeURIComponent(encoded) : (plain ?? '文件')
}
