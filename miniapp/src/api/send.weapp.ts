import Taro from '@tarojs/taro'
import { OfflineError, TimeoutError } from './network-errors'
import type { Send } from './send-request'

/** One request over `wx.request`, for which every status is a success. */
export const send: Send = async ({ url, method, headers, body, timeoutMs }) => {
  try {
    const response = await Taro.request<unknown>({
      url,
      method,
      header: { 'content-type': 'application/json', ...headers },
      data: body === undefined ? undefined : JSON.stringify(body),
      dataType: 'json',
      timeout: timeoutMs,
    })
    return {
      status: response.statusCode,
      headers: lowerCaseNames(response.header ?? {}),
      body: response.data === '' ? undefined : response.data,
    }
  } catch (error) {
    const message = (error as { errMsg?: string }).errMsg ?? ''
    throw message.includes('timeout') ? new TimeoutError() : new OfflineError()
  }
}

function lowerCaseNames(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
}
