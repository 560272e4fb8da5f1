export { Legacy } from './legacy'
