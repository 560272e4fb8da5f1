import {
  CORRECTABLE_KINDS,
  DATA_DISPOSAL_LABELS,
  DATA_NOTES,
  DATA_REQUEST_KIND_LABELS,
  type DataKind,
  DECIDED_REQUEST_KINDS,
  DELETABLE_KINDS,
  type DecidedRequestKind,
} from '@jijiao/shared/my-data'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../../api'
import { replace } from '../../platform/navigation'
import { scrollToTop } from '../../platform/scroll'
import { Banner, Button, Card, Choices, FormError, Result, SelectField, TextField } from '../../ui'
import { useForm } from '../forms'
import { NotifyOffer } from '../messages'
import { AppPage } from '../shell'

const TEXT_MAX = 500
const TEXT_LEAST = 4

const HINTS: Readonly<Record<DecidedRequestKind, string>> = {
  correction: '写明哪里不对、应该是什么',
  deletion: '写明为什么不再需要',
  restriction: '写明为什么不愿再被使用',
}

type Values = { readonly kind: DecidedRequestKind; readonly dataKind: DataKind | null; readonly text: string }

/** The kinds that may be asked about. */
const kindsOf = (kind: DecidedRequestKind): readonly DataKind[] => {
  if (kind === 'restriction') return []
  return kind === 'correction' ? CORRECTABLE_KINDS : DELETABLE_KINDS
}

const bodyOf = ({ kind, dataKind, text }: Values): Parameters<typeof api.myData.submit>[0]['body'] => {
  const correctable = CORRECTABLE_KINDS.find((one) => one === dataKind)
  const deletable = DELETABLE_KINDS.find((one) => one === dataKind)
  if (kind === 'correction' && correctable) return { kind, dataKind: correctable, text }
  if (kind === 'deletion' && deletable) return { kind, dataKind: deletable, text }
  return { kind: 'restriction', text }
}

/** Asks for correction, deletion or restriction; who holds the data answers. */
export function DataRequestForm() {
  const [decider, setDecider] = useState<string | null>(null)
  const form = useForm<Values>({
    initial: { kind: 'correction', dataKind: null, text: '' },
    check: ({ kind, dataKind, text }) => ({
      dataKind: kind === 'restriction' || dataKind ? undefined : '请选择哪一类信息',
      text: text.trim().length >= TEXT_LEAST ? undefined : `请${HINTS[kind]}`,
    }),
    onRefused: scrollToTop,
    submit: async (values, idempotencyKey) => {
      const asked = await api.myData.submit({ body: bodyOf(values) }, { idempotencyKey })
      setDecider(asked.decider?.name ?? '')
    },
  })
  const { kind, dataKind } = form.values
  if (decider !== null) {
    return (
      <AppPage title="提出申请">
        <Result outcome="waiting" title="已提出申请" note={`由${decider}办理，十五个工作日内答复。`}>
          <NotifyOffer topics={['decision']} />
          <Button onPress={() => replace('myDataRequests')}>查看我的申请</Button>
        </Result>
      </AppPage>
    )
  }
  return (
    <AppPage
      title="提出申请"
      footer={
        <Button pending={form.isPending} pendingText="正在提交…" onPress={form.send}>
          提出申请
        </Button>
      }
    >
      <FormError message={form.message} details={form.details} />
      <Card>
        <View className="ui-stack">
          <Text className="ui-strong">申请什么</Text>
          <Choices
            label="申请什么"
            value={kind}
            options={DECIDED_REQUEST_KINDS.map((value) => ({ value, label: DATA_REQUEST_KIND_LABELS[value] }))}
            onChange={(value) => {
              form.set('kind', value)
              form.set('dataKind', null)
            }}
          />
          {kind !== 'restriction' && (
            <SelectField
              label="哪一类信息"
              value={dataKind}
              options={kindsOf(kind).map((value) => ({ value, label: DATA_NOTES[value].label }))}
              onChange={(value) => form.set('dataKind', value)}
              error={form.errors.dataKind}
            />
          )}
          <TextField label="说明" multiline maxLength={TEXT_MAX} hint={HINTS[kind]} {...form.text('text')} />
        </View>
      </Card>
      {kind === 'deletion' && dataKind && (
        <Banner tone="info" icon="info">
          {`${DATA_NOTES[dataKind].label}：${DATA_DISPOSAL_LABELS[DATA_NOTES[dataKind].disposal]}`}
        </Banner>
      )}
      {kind === 'restriction' && (
        <Banner tone="info" icon="info">
          限制后，单位只能保存您的信息，不能查看完整号码、修改和打印；您可以随时自己解除
        </Banner>
      )}
    </AppPage>
  )
}
