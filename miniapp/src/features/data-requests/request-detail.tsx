import {
  DATA_DISPOSAL_LABELS,
  DATA_REQUEST_STATE_LABELS,
  type DataRequestView,
  REFUSAL_GROUND_LABELS,
  REFUSAL_GROUNDS,
  type RefusalGround,
} from '@jijiao/shared/my-data'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import {
  Button,
  Card,
  ConfirmSheet,
  type Fact,
  Facts,
  FormError,
  Heading,
  SelectField,
  StatusTag,
  TextField,
  toast,
} from '../../ui'
import { dayAndClock } from '../calendar'
import { DecisionSheet } from '../decisions'
import { useForm } from '../forms'
import { DATA_REQUEST_TONES, requestTitle } from '../my-data-requests'
import { AppPage, Loaded } from '../shell'

const OPINION_MAX = 500

/** One request: who asks for what, and the decision. */
export function DataRequestDetail({ dataRequestId }: { readonly dataRequestId: string }) {
  const remote = useRemote(`data-request:${dataRequestId}`, () => api.myData.get({ params: { dataRequestId } }))
  const [sheet, setSheet] = useState<'grant' | 'refuse' | null>(null)
  const done = () => {
    setSheet(null)
    toast('已答复')
    void remote.reload()
  }
  const dismiss = () => setSheet(null)
  return (
    <AppPage title="个人信息申请">
      <Loaded remote={remote}>
        {(request) => (
          <>
            <Card>
              <View className="ui-stack">
                <View className="ui-row">
                  <Heading level={1}>{requestTitle(request)}</Heading>
                  <StatusTag tone={DATA_REQUEST_TONES[request.state]}>
                    {DATA_REQUEST_STATE_LABELS[request.state]}
                  </StatusTag>
                </View>
                <Facts facts={factsOf(request)} />
              </View>
            </Card>
            <View className="ui-buttons">
              {request.abilities.grant && <Button onPress={() => setSheet('grant')}>同意</Button>}
              {request.abilities.refuse && (
                <Button kind="danger" onPress={() => setSheet('refuse')}>
                  不同意
                </Button>
              )}
            </View>
            {sheet === 'grant' && <GrantSheet request={request} onDone={done} onDismiss={dismiss} />}
            {sheet === 'refuse' && <RefusalSheet request={request} onDone={done} onDismiss={dismiss} />}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function factsOf(request: DataRequestView): readonly Fact[] {
  const { person, text, submittedAt, state, disposal, ground, opinion, decidedAt } = request
  const facts = [
    { name: '申请人', value: person.name },
    { name: '身份证号', value: person.residentId },
    { name: '说明', value: text },
    { name: '提出时间', value: dayAndClock(submittedAt) },
    { name: '同意后', value: state !== 'refused' && disposal && DATA_DISPOSAL_LABELS[disposal] },
    { name: '法定理由', value: ground && REFUSAL_GROUND_LABELS[ground] },
    { name: '答复', value: opinion },
    { name: '办结时间', value: decidedAt && dayAndClock(decidedAt) },
  ]
  return facts.filter(({ value }) => value)
}

type SheetProps = { readonly request: DataRequestView; readonly onDone: () => void; readonly onDismiss: () => void }

const MESSAGES = {
  erased: '同意后立即删除，不能恢复。',
  kept: '依法保存，不删除；同意后本单位不能再查看完整号码、修改和打印，由本人解除。',
  expires: '同意后到期自动删除。',
} as const

/** A correction is made first, with the thing's own pages; the answer says what was corrected. */
function GrantSheet({ request, onDone, onDismiss }: SheetProps) {
  const isCorrection = request.kind === 'correction'
  const message = request.disposal ? MESSAGES[request.disposal] : '请先在相应的页面更正，再写明更正了什么。'
  return (
    <DecisionSheet
      title={`同意${requestTitle(request)}？`}
      message={message}
      confirmText="同意"
      needsOpinion={isCorrection}
      opinionLabel={isCorrection ? '更正了什么' : '答复'}
      readyReasons={[]}
      maxLength={OPINION_MAX}
      decide={async (opinion, idempotencyKey) => {
        const body = { version: request.version, decision: 'grant' as const, opinion: opinion || null }
        await api.myData.decide({ params: { dataRequestId: request.id }, body }, { idempotencyKey })
        onDone()
      }}
      onDismiss={onDismiss}
    />
  )
}

function RefusalSheet({ request, onDone, onDismiss }: SheetProps) {
  const form = useForm<{ readonly ground: RefusalGround | null; readonly opinion: string }>({
    initial: { ground: null, opinion: '' },
    check: ({ ground, opinion }) => ({
      ground: ground ? undefined : '请选择不同意的法定理由',
      opinion: opinion.trim() ? undefined : '请向本人说明不同意的具体情况',
    }),
    submit: async ({ ground, opinion }, idempotencyKey) => {
      const body = { version: request.version, decision: 'refuse' as const, ground, opinion }
      await api.myData.decide({ params: { dataRequestId: request.id }, body }, { idempotencyKey })
      onDone()
    },
  })
  return (
    <ConfirmSheet
      open
      title={`不同意${requestTitle(request)}？`}
      confirmText="不同意"
      danger
      pending={form.isPending}
      onConfirm={form.send}
      onDismiss={onDismiss}
    >
      <FormError message={form.message} details={form.details} />
      <SelectField
        label="法定理由"
        value={form.values.ground}
        options={REFUSAL_GROUNDS.map((value) => ({ value, label: REFUSAL_GROUND_LABELS[value] }))}
        onChange={(ground) => form.set('ground', ground)}
        error={form.errors.ground}
      />
      <TextField label="具体情况" multiline maxLength={OPINION_MAX} {...form.text('opinion')} />
    </ConfirmSheet>
  )
}
