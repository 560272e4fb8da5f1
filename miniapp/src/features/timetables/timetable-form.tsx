import type { SessionView } from '@jijiao/shared/attendance'
import type { ClassView } from '@jijiao/shared/classes'
import { ProblemError } from '@jijiao/shared/http'
import type { TimetableOutcome } from '@jijiao/shared/timetables'
import { Text, View } from '@tarojs/components'
import { api } from '../../api'
import { scrollToTop } from '../../platform/scroll'
import { Banner, Button, Card, Empty, FormError, TextField } from '../../ui'
import { dayInWords, daysText } from '../calendar'
import { Parts, useForm } from '../forms'
import { AppPage } from '../shell'
import { useEnabledTeachers } from '../teachers'
import { LessonFields } from './lesson-fields'
import {
  checkTimetable,
  everyHalfDay,
  type LessonValues,
  nextLesson,
  type TimetableValues,
  timetableBody,
  valuesOf,
} from './timetable-values'

type Named = { readonly id: string; readonly name: string }

type TimetableFormProps = {
  readonly trainingClass: ClassView
  readonly sessions: readonly SessionView[]
  readonly onSaved: (outcome: TimetableOutcome) => void
  /** Somebody else has changed the class; what was typed stays, and the next attempt counts on what is there now. */
  readonly onConflict: () => Promise<void>
}

export function TimetableForm({ trainingClass, sessions, onSaved, onConflict }: TimetableFormProps) {
  const teachers = useEnabledTeachers()
  const form = useForm<TimetableValues>({
    initial: valuesOf(sessions),
    check: checkTimetable,
    onRefused: scrollToTop,
    submit: async (values, idempotencyKey) => {
      const body = { ...timetableBody(values), version: trainingClass.version }
      try {
        onSaved(await api.timetables.set({ params: { classId: trainingClass.id }, body }, { idempotencyKey }))
      } catch (error) {
        if (error instanceof ProblemError && error.code === 'state_conflict') await onConflict()
        throw error
      }
    },
  })
  const { entries } = form.values
  const errors: Readonly<Record<string, string | undefined>> = form.errors
  const options = (teachers.data ?? []).map(({ id, name, phone }) => ({ value: id, label: `${name}（${phone}）` }))
  const opened = sessions.filter(({ isTimetabled, state }) => isTimetabled && (state === 'open' || state === 'closed'))
  const save = (
    <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
      保存课表
    </Button>
  )
  return (
    <AppPage title="课表" footer={save}>
      {opened.length > 0 && (
        <Banner tone="info" icon="info">
          {`已经开始签到的 ${opened.length} 次课不受影响，也不在下面显示`}
        </Banner>
      )}
      <FormError message={form.message} details={form.details.filter((detail) => !isOfALesson(detail, errors))} />
      <Card title={trainingClass.name}>
        <View className="ui-stack">
          <Text className="ui-soft">{`${daysText(trainingClass.startsOn, trainingClass.endsOn)}。每次课就是一次考勤，保存后学员能看到课表，也能提前请假。`}</Text>
          <View className="ui-form-grid">
            <TextField label="开始多少分钟后算迟到" kind="digits" maxLength={3} {...form.text('lateAfterMinutes')} />
            <TextField
              label="没有网络的手机，多少分钟内补传有效"
              kind="digits"
              maxLength={4}
              {...form.text('offlineLimitMinutes')}
            />
          </View>
        </View>
      </Card>
      {entries.length === 0 && (
        <Empty icon="calendar" title="还没有排课" note="可以按培训日期一次填好，再逐个修改。">
          <Button onPress={() => form.set('entries', everyHalfDay(trainingClass.startsOn, trainingClass.endsOn))}>
            每天上午、下午各一次
          </Button>
        </Empty>
      )}
      <Parts
        parts={entries}
        path="entries"
        errors={errors}
        titleOf={(_, index) => `第 ${index + 1} 次课`}
        summaryOf={(lesson) => lessonInWords(lesson, teachers.data ?? [])}
        onRemove={(index) =>
          form.set(
            'entries',
            entries.filter((_, at) => at !== index),
          )
        }
        addText="添加一次课"
        onAdd={() => form.set('entries', [...entries, nextLesson(entries, trainingClass.startsOn)])}
      >
        {(lesson, index) => (
          <LessonFields
            value={lesson}
            teachers={options}
            complaint={(field) => errors[`entries/${index}/${field}`]}
            onChange={(next, field) =>
              form.set(
                'entries',
                entries.map((one, at) => (at === index ? next : one)),
                `entries/${index}/${field}`,
              )
            }
          />
        )}
      </Parts>
    </AppPage>
  )
}

function lessonInWords(
  { heldOn, startsAt, endsAt, teacherId, remark }: LessonValues,
  teachers: readonly Named[],
): string {
  const teacher = teachers.find(({ id }) => id === teacherId)
  return [`${dayInWords(heldOn)} ${startsAt}–${endsAt}`, teacher?.name, remark].filter(Boolean).join(' · ')
}

const isOfALesson = (detail: string, errors: Readonly<Record<string, string | undefined>>) =>
  Object.entries(errors).some(([name, complaint]) => complaint === detail && name.startsWith('entries/'))
