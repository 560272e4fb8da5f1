/** No answer came: nothing is known about whether the server received the request. */
export class OfflineError extends Error {
  constructor(message = '没有连上网络，请检查网络后重试') {
    super(message)
    this.name = 'OfflineError'
  }
}

export class TimeoutError extends OfflineError {
  constructor() {
    super('网络太慢，服务器没有及时答复，请重试')
    this.name = 'TimeoutError'
  }
}

/** What it amounts to that a call of WeChat's over the network came back with `errMsg` instead of an answer. */
export const noAnswer = (error: unknown): OfflineError =>
  ((error as { errMsg?: string }).errMsg ?? '').includes('timeout') ? new TimeoutError() : new OfflineError()
