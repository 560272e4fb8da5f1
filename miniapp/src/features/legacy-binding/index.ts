export { LegacyArchive } from './legacy-archive'
export { LegacyBinding } from './legacy-binding'
