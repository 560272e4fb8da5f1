export { ResultList } from './result-list'
