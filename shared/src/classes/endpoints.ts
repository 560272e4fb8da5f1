import type { EndpointGroup } from '../http'

export const classEndpoints = {} as const satisfies EndpointGroup
