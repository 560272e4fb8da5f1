export { SearchField } from './search-field'
export { useSearch } from './use-search'
