export { clock, dayAndClock, dayInWords, dayOf, instantOf, timeSpan, today, waitedInWords } from './china-time'
export { daysText, hoursText } from './ranges'
export { planningYears, yearOptions } from './years'
