import type { EndpointGroup } from '../http'

export const affiliationEndpoints = {} as const satisfies EndpointGroup
