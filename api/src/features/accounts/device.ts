import type { RequestInfo } from '../../http/call'
import type { Device } from './sign-in'

export const deviceOf = (request: RequestInfo, deviceName?: string): Device => ({
  deviceKey: request.deviceKey,
  deviceName: deviceName ?? null,
  address: request.address,
})
