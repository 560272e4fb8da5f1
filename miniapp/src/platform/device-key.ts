import { randomHex } from './random'
import { readStored, store } from './storage'

const NAME = 'device-key'
let pending: Promise<string> | null = null

/** A random name of this device, made once and kept: it tells nothing about the device or its owner. */
export function deviceKey(): Promise<string> {
  pending ??= loadDeviceKey()
  return pending
}

async function loadDeviceKey(): Promise<string> {
  const kept = readStored<string>(NAME)
  if (kept) return kept
  const made = await randomHex(16)
  store(NAME, made)
  return made
}
