import { type ClassView, MOST_AT_ONCE, type TypedLine, type TypedPerson, typedPeople } from '@jijiao/shared/classes'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../../api'
import { Button, Card, ConfirmSheet, FormError, TextField } from '../../ui'
import { namesInWords, type Outcomes, useAction } from '../decisions'

/** So many lines that nothing pasted is cut off; each request takes as many as it may. */
const LONGEST_LIST = 50_000
const TOO_MANY = `一次最多录入 ${MOST_AT_ONCE} 人，请再点一次“录入”`

type TypedEnrolmentProps = {
  readonly trainingClass: ClassView
  readonly list: string
  readonly onChange: (list: string) => void
  readonly onEnrolled: (outcomes: Outcomes) => void
}

type Asking = { readonly lines: readonly TypedLine[]; readonly people: readonly TypedPerson[] }

/** 录入学员 by a provider: a list of names and ID numbers. What is not enrolled stays in the box, with its reason above. */
export function TypedEnrolment({ trainingClass, list, onChange, onEnrolled }: TypedEnrolmentProps) {
  const [complaint, setComplaint] = useState<string>()
  const [asking, setAsking] = useState<Asking | null>(null)
  const { isPending, message, run, clear } = useAction()
  const left = trainingClass.plannedNumber - trainingClass.enrolledCount

  /** Lines that cannot be right are told before anybody is asked about. */
  function ask(): void {
    const lines = typedPeople(list, new Date())
    const people = lines.flatMap(({ person }) => person ?? []).slice(0, MOST_AT_ONCE)
    setComplaint(lines.length === 0 ? '请先写名单，每行一人' : undefined)
    if (people.length > 0) setAsking({ lines, people })
    else if (lines.length > 0) settle({ lines, people }, [])
  }

  /** `reasons`: of the people who were asked about, in their order. */
  function settle({ lines, people }: Asking, reasons: readonly (string | null)[]): void {
    const reasonOf = new Map(people.map((person, at) => [person, reasons[at] ?? null]))
    const rows = lines.map(({ text, title, person, fault }, line) => {
      const reason = person ? reasonOf.get(person) : fault
      // Nobody has asked about those beyond the first two hundred yet.
      return { id: String(line), name: title, reason: reason === undefined ? TOO_MANY : reason, text }
    })
    const kept = rows.filter(({ reason }) => reason !== null).map(({ text }) => text)
    onChange(kept.join('\n'))
    setAsking(null)
    onEnrolled({ verb: '已录入', rows })
  }

  async function confirm(asked: Asking): Promise<void> {
    const input = { params: { classId: trainingClass.id }, body: { people: [...asked.people] } }
    await run(['enrolByIdentity', input.params, input.body], async () => {
      const { results } = await api.classes.enrolByIdentity(input)
      const reasons = results.map((result) => (result.outcome === 'refused' ? result.problem.title : null))
      settle(asked, reasons)
    })
  }

  return (
    <Card title="录入学员">
      <View className="ui-stack">
        <Text>学员属于各自的单位，由您按姓名和身份证号录入；结班后学时报学员所在单位认定。</Text>
        <TextField
          label="学员名单"
          hint="每行一人：姓名 身份证号，可以从表格中整列粘贴。"
          multiline
          maxLength={LONGEST_LIST}
          value={list}
          onChange={(value) => {
            onChange(value)
            setComplaint(undefined)
          }}
          error={complaint}
        />
        <Button onPress={ask}>录入</Button>
      </View>
      {asking && (
        <ConfirmSheet
          open
          title={`把 ${asking.people.length} 人录入“${trainingClass.name}”？`}
          message={`${namesInWords(asking.people.map(({ name }) => name))}。${
            asking.people.length > left ? `计划人数只剩 ${left} 个名额，超出的不会录入。` : ''
          }`}
          confirmText="录入"
          pending={isPending}
          onConfirm={() => void confirm(asking)}
          onDismiss={() => {
            clear()
            setAsking(null)
          }}
        >
          <FormError message={message} />
        </ConfirmSheet>
      )}
    </Card>
  )
}
