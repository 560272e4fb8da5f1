import type { EndpointGroup } from '../http'

export const organizationEndpoints = {} as const satisfies EndpointGroup
