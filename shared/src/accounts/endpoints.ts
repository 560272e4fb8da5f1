import type { EndpointGroup } from '../http'

export const accountEndpoints = {} as const satisfies EndpointGroup
