import Taro from '@tarojs/taro'
import type { ScanOutcome } from './scan-outcome'

const SCAN_PAGE = '/pages/scan/index'
let settle: ((outcome: ScanOutcome) => void) | null = null

/** Opens the page with the camera; it answers through `finishScan`. */
export async function scanCode(): Promise<ScanOutcome> {
  settle?.({ kind: 'cancelled' })
  const outcome = new Promise<ScanOutcome>((resolve) => {
    settle = resolve
  })
  await Taro.navigateTo({ url: SCAN_PAGE })
  return outcome
}

/** Called by the scan page: with what it read, or when it is left. Says whether anybody was waiting. */
export function finishScan(outcome: ScanOutcome): boolean {
  const waiting = settle
  settle = null
  waiting?.(outcome)
  return waiting !== null
}
