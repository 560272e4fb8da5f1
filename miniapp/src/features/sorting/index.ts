export { useSorting } from './use-sorting'
