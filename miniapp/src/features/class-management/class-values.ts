import { type ClassView, COURSE_CATEGORIES, type CourseCategory } from '@jijiao/shared/classes'
import { today } from '../calendar'

/** A class as it is typed. The names are the contract's, so that the server's complaints land on their fields. */
export type ClassValues = {
  readonly name: string
  readonly category: CourseCategory | null
  readonly courseName: string
  readonly startsOn: string
  readonly endsOn: string
  readonly plannedNumber: string
  readonly place: string
  /** Typed in hours: `6.5`. */
  readonly creditHourTenths: string
}

export function valuesOf(existing: ClassView | null): ClassValues {
  if (!existing) {
    const day = today()
    return {
      name: '',
      category: null,
      courseName: '',
      startsOn: day,
      endsOn: day,
      plannedNumber: '',
      place: '',
      creditHourTenths: '',
    }
  }
  const { name, category, courseName, startsOn, endsOn, plannedNumber, place, creditHourTenths } = existing
  return {
    name,
    category,
    courseName,
    startsOn,
    endsOn,
    plannedNumber: String(plannedNumber),
    place,
    creditHourTenths: String(creditHourTenths / 10),
  }
}

type Complaints = { readonly [K in keyof ClassValues]?: string }

/** What can be told before the server is asked. */
export function checkClass(values: ClassValues): Complaints {
  const required = (text: string, what: string) => (text.trim() === '' ? `请填写${what}` : undefined)
  return {
    name: required(values.name, '培训班名称'),
    category: values.category === null ? '请选择科目类型' : undefined,
    courseName: required(values.courseName, '课程名称'),
    startsOn: values.startsOn === '' ? '请选择开始日期' : undefined,
    endsOn:
      values.endsOn === ''
        ? '请选择结束日期'
        : values.endsOn < values.startsOn
          ? '结束日期不能早于开始日期'
          : undefined,
    plannedNumber: /^[1-9]\d{0,3}$/.test(values.plannedNumber.trim()) ? undefined : '请填写计划人数，例如 50',
    place: required(values.place, '培训地点'),
    creditHourTenths: /^\d{1,3}(\.\d)?$/.test(values.creditHourTenths.trim())
      ? undefined
      : '请填写学时，最多一位小数，例如 6 或 6.5',
  }
}

/** What is sent of values that `checkClass` let pass. */
export function classBody(values: ClassValues) {
  return {
    name: values.name,
    category: values.category ?? COURSE_CATEGORIES[0],
    courseName: values.courseName,
    startsOn: values.startsOn,
    endsOn: values.endsOn,
    plannedNumber: Number(values.plannedNumber),
    place: values.place,
    creditHourTenths: Math.round(Number(values.creditHourTenths) * 10),
  }
}
