export { RecordCards as Records } from './record-cards'
