import Taro from '@tarojs/taro'

type MonotonicClock = { now?: () => number }

/** Milliseconds since some moment before; setting the phone's clock does not move it where WeChat has such a clock. */
export function monotonicNow(): number {
  const performance = Taro.getPerformance() as MonotonicClock | undefined
  return performance?.now?.() ?? Date.now()
}
