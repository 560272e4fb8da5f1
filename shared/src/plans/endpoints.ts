import type { EndpointGroup } from '../http'

export const planEndpoints = {
  toReview: { method: 'GET', path: '/plans/to-review', access: 'operator' },
  list: { method: 'GET', path: '/plans', access: 'operator' },
  create: { method: 'POST', path: '/plans', access: 'operator', idempotency: 'key' },
  get: { method: 'GET', path: '/plans/:planId', access: 'operator' },
  teacherConflicts: { method: 'GET', path: '/plans/:planId/teacher-conflicts', access: 'operator' },
  edit: { method: 'PUT', path: '/plans/:planId', access: 'operator', idempotency: 'key' },
  remove: { method: 'DELETE', path: '/plans/:planId', access: 'operator', idempotency: 'key' },
  submit: { method: 'POST', path: '/plans/:planId/submit', access: 'operator', idempotency: 'key' },
  withdraw: { method: 'POST', path: '/plans/:planId/withdraw', access: 'operator', idempotency: 'key' },
  decide: { method: 'POST', path: '/plans/:planId/decisions', access: 'operator', idempotency: 'key' },

  reviewRoutes: { method: 'GET', path: '/review-routes', access: 'operator' },
  setReviewRoute: { method: 'PUT', path: '/review-routes', access: 'operator', idempotency: 'natural' },
  removeReviewRoute: { method: 'DELETE', path: '/review-routes/:routeId', access: 'operator', idempotency: 'key' },
} as const satisfies EndpointGroup
