import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { Button, Card, StatusTag } from '../../ui'
import { daysText } from '../calendar'
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

/** The classes of a plan; one is open at a time, so that the page stays short. */
export function PlannedClasses({ values, errors, onChange }: PlannedClassesProps) {
  const { classes } = values
  const teachers = useEnabledTeachers()
  const [opened, setOpened] = useState<number | null>(null)
  const options = (teachers.data ?? []).map(({ id, name, phone }) => ({ value: id, label: `${name}（${phone}）` }))
  const isFaulty = (index: number) =>
    Object.entries(errors).some(([name, complaint]) => complaint && name.startsWith(`classes/${index}/`))
  const firstFaulty = classes.findIndex((_, index) => isFaulty(index))

  useEffect(() => {
    if (firstFaulty >= 0) setOpened(firstFaulty)
  }, [firstFaulty])

  return (
    <>
      {classes.map((planned, index) => (
        <Card key={planned.id ?? `new-${index}`} title={planned.name || `第 ${index + 1} 个培训班`}>
          <View className="ui-stack">
            {opened === index ? (
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
            ) : (
              <View className="ui-row">
                <Text className="ui-soft ui-list-main">
                  {`${daysText(planned.startsOn, planned.endsOn)} · ${planned.plannedNumber || 0} 人 · ${planned.place}`}
                </Text>
                {isFaulty(index) && <StatusTag tone="bad">需要修改</StatusTag>}
              </View>
            )}
            <View className="ui-actions">
              <Button
                kind="secondary"
                small
                label={`${opened === index ? '收起' : '修改'}：${planned.name}`}
                onPress={() => setOpened(opened === index ? null : index)}
              >
                {opened === index ? '收起' : '修改'}
              </Button>
              <Button
                kind="danger"
                small
                label={`删去：${planned.name}`}
                onPress={() => {
                  setOpened(null)
                  onChange(classes.filter((_, at) => at !== index))
                }}
              >
                删去
              </Button>
            </View>
          </View>
        </Card>
      ))}
      <Button
        kind="secondary"
        icon="plus"
        onPress={() => {
          onChange([...classes, newClass(values)])
          setOpened(classes.length)
        }}
      >
        添加培训班
      </Button>
    </>
  )
}
