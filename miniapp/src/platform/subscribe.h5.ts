import type { SubscribeAnswer } from './subscribe-answer'

/** A browser gets no messages from WeChat: the inbox is there. */
export const CAN_SUBSCRIBE = false

export async function askToSubscribe(_templateIds: readonly string[]): Promise<SubscribeAnswer> {
  return { accepted: [], refused: [] }
}
