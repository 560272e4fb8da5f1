export { MergeForm } from './merge-form'
export { MergeList } from './merge-list'
