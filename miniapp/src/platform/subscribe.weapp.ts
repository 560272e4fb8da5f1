import Taro from '@tarojs/taro'
import type { SubscribeAnswer } from './subscribe-answer'

export const CAN_SUBSCRIBE = true

/** WeChat asks whether it may send messages of these templates, three at most; it wants a tap to come right before. */
export async function askToSubscribe(templateIds: readonly string[]): Promise<SubscribeAnswer> {
  try {
    const answer = await Taro.requestSubscribeMessage({ tmplIds: templateIds.slice(0, 3), entityIds: [] })
    const answers: Readonly<Record<string, unknown>> = { ...answer }
    return {
      accepted: templateIds.filter((id) => answers[id] === 'accept'),
      refused: templateIds.filter((id) => answers[id] === 'reject' || answers[id] === 'ban'),
    }
  } catch {
    return { accepted: [], refused: [] }
  }
}
