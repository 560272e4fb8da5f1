import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../../api'
import { replace } from '../../platform/navigation'
import { Button, Card, ConfirmSheet, FormError, TextField, toast } from '../../ui'
import { useAction } from '../decisions'
import { AppPage } from '../shell'
import { type PickedUnit, UnitPick } from '../unit-pick'

const REASON_MAX = 200

/** Says which unit is a duplicate of which; that cannot be taken back, so it is asked once more. */
export function MergeForm() {
  const [from, setFrom] = useState<PickedUnit | null>(null)
  const [into, setInto] = useState<PickedUnit | null>(null)
  const [reason, setReason] = useState('')
  const [isAsking, setAsking] = useState(false)
  const [complaint, setComplaint] = useState<string>()
  const action = useAction()

  function ask(): void {
    if (!from || !into) setComplaint('请选择重复的单位和保留的单位')
    else if (from.id === into.id) setComplaint('不能合并到同一个单位，请另选')
    else if (reason.trim() === '') setComplaint('请填写合并的原因')
    else {
      setComplaint(undefined)
      setAsking(true)
    }
  }

  function merge(): void {
    if (!from || !into) return
    const body = { fromId: from.id, intoId: into.id, reason: reason.trim() }
    void action.run(body, async (idempotencyKey) => {
      await api.unitMerges.start({ body }, { idempotencyKey })
      toast('已开始合并')
      replace('unitMerges')
    })
  }

  return (
    <AppPage title="合并重复单位" footer={<Button onPress={ask}>合并单位</Button>}>
      <Card>
        <View className="ui-stack">
          <Text>
            同一个单位登记了两次时，把重复的一个并入保留的一个：人员和经办人转过去，学时、证书和操作记录都不变。
          </Text>
          <UnitPick label="重复的单位" value={from} onChange={setFrom} />
          <UnitPick label="保留的单位" value={into} onChange={setInto} />
          <TextField
            label="合并的原因"
            multiline
            maxLength={REASON_MAX}
            hint="两个单位都会看到"
            value={reason}
            onChange={setReason}
          />
          <FormError message={complaint} />
        </View>
      </Card>
      {isAsking && from && into && (
        <ConfirmSheet
          open
          title="合并这两个单位？"
          message={`“${from.name}”并入“${into.name}”，以后不能再用“${from.name}”办理业务。合并不能撤销。`}
          confirmText="合并单位"
          danger
          pending={action.isPending}
          onConfirm={merge}
          onDismiss={() => setAsking(false)}
        >
          <FormError message={action.message} />
        </ConfirmSheet>
      )}
    </AppPage>
  )
}
