export { Timetable } from './timetable'
