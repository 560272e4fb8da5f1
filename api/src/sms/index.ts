export type SmsSender = {
  /** Sends a verification code; rejects when the provider did not take it. */
  sendCode(phone: string, code: string): Promise<void>
}
