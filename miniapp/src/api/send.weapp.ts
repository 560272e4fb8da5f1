import type { FileToSend, ReceivedFile, TransportResponse } from '@jijiao/shared/http'
import Taro from '@tarojs/taro'
import { namedCopy } from '../platform/files'
import { noAnswer } from '../platform/network-errors'
import { FILE_PART, fileNameOf, type Send, type SendRequest } from './send-request'

/** One request over `wx.request`, for which every status is a success; a file goes over `wx.uploadFile`. */
export const send: Send = async (request) => {
  try {
    const { file } = request
    return await (file ? upload(request, file) : ask(request))
  } catch (error) {
    throw noAnswer(error)
  }
}

async function ask({ url, method, headers, body, givesFile, timeoutMs }: SendRequest): Promise<TransportResponse> {
  const response = await Taro.request<unknown>({
    url,
    method,
    header: { 'content-type': 'application/json', ...headers },
    data: body === undefined ? undefined : JSON.stringify(body),
    ...(givesFile ? { responseType: 'arraybuffer', dataType: 'other' } : { dataType: 'json' }),
    timeout: timeoutMs,
  })
  const { statusCode: status, data } = response
  const answered = lowerCaseNames(response.header ?? {})
  if (givesFile) return { status, headers: answered, body: fileOrProblem(status, answered, data) }
  return { status, headers: answered, body: data === '' ? undefined : data }
}

/** Where a file was asked for, a refusal comes as bytes as well. */
function fileOrProblem(status: number, headers: Record<string, string>, data: unknown): unknown {
  if (!isBytes(data)) return data
  const content = new Uint8Array(data)
  if (status === 200)
    return { name: fileNameOf(headers), type: headers['content-type'] ?? '', content } satisfies ReceivedFile
  return parse(decodeURIComponent([...content].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')))
}

/** Bytes come from outside the app's own JavaScript, where `ArrayBuffer` may be another one. */
const isBytes = (data: unknown): data is ArrayBuffer => Object.prototype.toString.call(data) === '[object ArrayBuffer]'

async function upload({ url, headers, timeoutMs }: SendRequest, file: FileToSend): Promise<TransportResponse> {
  // WeChat sends the name that the file has on the phone.
  const filePath = await namedCopy(String(file.source), file.name)
  const response = await Taro.uploadFile({ url, filePath, name: FILE_PART, header: headers, timeout: timeoutMs })
  return { status: response.statusCode, headers: {}, body: parse(response.data) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function lowerCaseNames(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
}
