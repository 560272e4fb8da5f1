import { APPROVAL_KIND_LABELS, APPROVAL_KINDS, type ApprovalKind, type ReasonTemplate } from '@jijiao/shared/approvals'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { Button, Card, ConfirmSheet, Empty, FormError, Records, TextField, toast } from '../../ui'
import { FilterSelect } from '../code-fields'
import { useAction } from '../decisions'
import { AppPage, Loaded } from '../shell'

const TEXT_MAX = 100
const EVERY_KIND = '所有事项'
const KINDS = APPROVAL_KINDS.map((value) => ({ value, label: APPROVAL_KIND_LABELS[value] }))

/** 常用原因: what the organization says again and again when it decides. */
export function ReasonTemplates() {
  const remote = useRemote('approval-reasons', () => api.approvals.reasons())
  const [removing, setRemoving] = useState<ReasonTemplate | null>(null)
  const removal = useAction()

  const remove = (reason: ReasonTemplate) =>
    void removal.run(reason.id, async (idempotencyKey) => {
      await api.approvals.removeReason({ params: { reasonId: reason.id } }, { idempotencyKey })
      setRemoving(null)
      toast('已删除')
      await remote.reload()
    })

  return (
    <AppPage title="常用原因" wide>
      <NewReason onSaved={remote.reload} />
      <Loaded remote={remote}>
        {({ data: reasons }) =>
          reasons.length === 0 ? (
            <Empty icon="list" title="还没有常用原因" note="保存后，在待办里退回或不同意时可以直接点选。" />
          ) : (
            <Records
              label="常用原因"
              items={reasons}
              idOf={({ id }) => id}
              nameOf={({ text }) => text}
              columns={[
                { title: '原因', value: ({ text }) => text },
                { title: '用于', value: ({ kind }) => (kind ? APPROVAL_KIND_LABELS[kind] : EVERY_KIND) },
              ]}
              renderCard={({ text, kind }) => (
                <>
                  <Text className="ui-strong">{text}</Text>
                  <Text className="ui-list-note">{kind ? APPROVAL_KIND_LABELS[kind] : EVERY_KIND}</Text>
                </>
              )}
              actionsOf={(reason) => [{ text: '删除', danger: true, onPress: () => setRemoving(reason) }]}
            />
          )
        }
      </Loaded>
      {removing && (
        <ConfirmSheet
          open
          title="删除这条常用原因？"
          message={removing.text}
          confirmText="删除"
          danger
          pending={removal.isPending}
          onConfirm={() => remove(removing)}
          onDismiss={() => setRemoving(null)}
        >
          <FormError message={removal.message} />
        </ConfirmSheet>
      )}
    </AppPage>
  )
}

function NewReason({ onSaved }: { readonly onSaved: () => Promise<void> }) {
  const [text, setText] = useState('')
  const [kind, setKind] = useState('')
  const action = useAction()

  function save(): void {
    const typed = text.trim()
    if (typed === '') {
      action.complain('请填写原因')
      return
    }
    const body = { text: typed, kind: (kind || null) as ApprovalKind | null }
    void action.run(body, async () => {
      await api.approvals.saveReason({ body })
      setText('')
      toast('已保存')
      await onSaved()
    })
  }

  return (
    <Card title="添加常用原因">
      <View className="ui-stack">
        <TextField
          label="原因"
          maxLength={TEXT_MAX}
          placeholder="例如 材料不完整，请补充"
          value={text}
          onChange={setText}
        />
        <FilterSelect label="用于" all={EVERY_KIND} value={kind} options={KINDS} onChange={setKind} />
        <FormError message={action.message} />
        <Button kind="secondary" pending={action.isPending} onPress={save}>
          保存
        </Button>
      </View>
    </Card>
  )
}
