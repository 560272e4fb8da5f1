import { today } from './china-time'

const SHOWN = 8
const current = () => Number(today().slice(0, 4))

/** Years to choose from, the latest first: this one and those before it, unless another last one is said. */
export const yearOptions = (last = current(), count = SHOWN): readonly { value: string; label: string }[] =>
  Array.from({ length: count }, (_, ago) => String(last - ago)).map((value) => ({ value, label: `${value} 年` }))

/** With the coming year, which classes, plans and courses are made for ahead of time. */
export const planningYears = () => yearOptions(current() + 1)
