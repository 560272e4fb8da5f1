import { daysText } from '../calendar'
import { Parts } from '../forms'
import { useEnabledTeachers } from '../teachers'
import { newClass, type PlannedClassValues, type PlanValues } from './plan-values'
import { PlannedClassFields } from './planned-class-fields'

type PlannedClassesProps = {
  readonly values: PlanValues
  /** Of a class under `classes/0/name`. */
  readonly errors: Readonly<Record<string, string | undefined>>
  /** `part`: the one thing that has changed, as the server names it. */
  readonly onChange: (classes: readonly PlannedClassValues[], part?: string) => void
}

/** The classes of a plan. */
export function PlannedClasses({ values, errors, onChange }: PlannedClassesProps) {
  const { classes } = values
  const teachers = useEnabledTeachers()
  const options = (teachers.data ?? []).map(({ id, name, phone }) => ({ value: id, label: `${name}（${phone}）` }))
  return (
    <Parts
      parts={classes}
      path="classes"
      errors={errors}
      titleOf={({ name }, index) => name || `第 ${index + 1} 个培训班`}
      summaryOf={({ startsOn, endsOn, plannedNumber, place }) =>
        `${daysText(startsOn, endsOn)} · ${plannedNumber || 0} 人 · ${place}`
      }
      onRemove={(index) => onChange(classes.filter((_, at) => at !== index))}
      addText="添加培训班"
      onAdd={() => onChange([...classes, newClass(values)])}
    >
      {(planned, index) => (
        <PlannedClassFields
          value={planned}
          teachers={options}
          onTeacherAdded={teachers.reload}
          complaint={(field) => errors[`classes/${index}/${field}`]}
          onChange={(next, changed) =>
            onChange(
              classes.map((one, at) => (at === index ? next : one)),
              `classes/${index}/${changed}`,
            )
          }
        />
      )}
    </Parts>
  )
}
