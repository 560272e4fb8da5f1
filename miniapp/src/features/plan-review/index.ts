export { ReviewRoutes } from './review-routes'
