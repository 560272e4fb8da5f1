export type SmsSender = {
  /** Sends a verification code; rejects when the provider did not take it. */
  sendCode(phone: string, code: string): Promise<void>
}

/**
 * For development: the code is printed where the operator of the system sees it. `print` is the terminal, not the
 * structured log, which is kept and must never hold a code.
 */
export function createConsoleSms(print = (line: string) => void process.stdout.write(`${line}\n`)): SmsSender {
  return {
    sendCode: async (phone, code) => print(`短信验证码  ${phone}  ${code}`),
  }
}

export { createTencentSms } from './tencent'
