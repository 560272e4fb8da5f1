import type { EndpointGroup } from '../http'

export const attendanceEndpoints = {} as const satisfies EndpointGroup
