import type { FileToSend, ReceivedFile } from '@jijiao/shared/http'
import { OfflineError, TimeoutError } from '../platform/network-errors'
import { FILE_PART, fileNameOf, type Send } from './send-request'

/** One request over `fetch`. */
export const send: Send = async ({ url, method, headers, body, file, givesFile, timeoutMs }) => {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), timeoutMs)
  try {
    const response = await fetch(url, {
      method,
      // The browser itself names the boundary of a form.
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      body: file ? formOf(file) : body === undefined ? undefined : JSON.stringify(body),
      signal: abort.signal,
    })
    const { status } = response
    const answered = Object.fromEntries(response.headers)
    if (givesFile && response.ok) return { status, headers: answered, body: await received(response, answered) }
    return { status, headers: answered, body: parse(await response.text()) }
  } catch {
    throw abort.signal.aborted ? new TimeoutError() : new OfflineError()
  } finally {
    clearTimeout(timer)
  }
}

function formOf({ name, source }: FileToSend): FormData {
  const form = new FormData()
  form.append(FILE_PART, source as Blob, name)
  return form
}

async function received(response: Response, headers: Readonly<Record<string, string>>): Promise<ReceivedFile> {
  return {
    name: fileNameOf(headers),
    type: headers['content-type'] ?? '',
    content: new Uint8Array(await response.arrayBuffer()),
  }
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
