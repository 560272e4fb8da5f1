import type { ClassView, EnrollmentView } from '@jijiao/shared/classes'
import { api } from '../../api'
import { ConfirmSheet, FormError } from '../../ui'
import { namesInWords, type Outcomes, outcomesOf, useAction } from '../decisions'

type EnrollmentSheetProps = {
  readonly action: 'enrol' | 'withdraw'
  readonly trainingClass: ClassView
  readonly people: readonly EnrollmentView[]
  readonly onChanged: (outcomes: Outcomes) => void
  readonly onDismiss: () => void
}

export function EnrollmentSheet({ action, trainingClass, people, onChanged, onDismiss }: EnrollmentSheetProps) {
  const { isPending, message, run } = useAction()
  const isEnrolment = action === 'enrol'
  const left = trainingClass.plannedNumber - trainingClass.enrolledCount
  const names = namesInWords(people.map(({ name }) => name))
  const overflow =
    isEnrolment && people.length > left
      ? `计划人数只剩 ${left} 个名额，超出的 ${people.length - left} 人不会录入。`
      : ''

  async function confirm(): Promise<void> {
    const input = {
      params: { classId: trainingClass.id },
      body: { traineeIds: people.map(({ traineeId }) => traineeId) },
    }
    await run([action, input.body], async () => {
      const { results } = await api.classes[action](input)
      const nameOf = (id: string) => people.find(({ traineeId }) => traineeId === id)?.name
      onChanged(outcomesOf(isEnrolment ? '已录入' : '已取消录入', results, nameOf))
    })
  }

  return (
    <ConfirmSheet
      open
      title={isEnrolment ? `把 ${people.length} 人录入“${trainingClass.name}”？` : `取消 ${people.length} 人的录入？`}
      message={isEnrolment ? `${names}。${overflow}` : `${names}。取消后他们不能再在这个班签到，可以重新录入。`}
      confirmText={isEnrolment ? '录入' : '取消录入'}
      danger={!isEnrolment}
      pending={isPending}
      onConfirm={() => void confirm()}
      onDismiss={onDismiss}
    >
      <FormError message={message} />
    </ConfirmSheet>
  )
}
