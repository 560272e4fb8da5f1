import type { AffiliationView } from '@jijiao/shared/affiliations'
import { useState } from 'react'
import { api } from '../../api'
import { Button, toast } from '../../ui'
import { DecisionSheet } from '../decisions'

type BindingActionProps = { readonly affiliation: AffiliationView; readonly onChanged: () => Promise<void> }
const LEAVE_REASONS = ['工作调动', '离职', '退休', '绑定有误']
const LEAVE_REASON_MAX = 200

/** The person leaves the unit; what was learned stays with the person. */
export function LeaveButton({ affiliation, onChanged }: BindingActionProps) {
  const [isAsking, setAsking] = useState(false)
  const { id: affiliationId, organization } = affiliation
  return (
    <>
      <Button kind="secondary" onPress={() => setAsking(true)}>
        离开单位
      </Button>
      {isAsking && (
        <DecisionSheet
          title={`离开“${organization.name}”？`}
          message="离开后不能参加这个单位的培训班。您的学时、证书和考勤记录都会保留。"
          confirmText="离开单位"
          opinionLabel="原因"
          readyReasons={LEAVE_REASONS}
          maxLength={LEAVE_REASON_MAX}
          decide={async (reason, idempotencyKey) => {
            await api.affiliations.leave({ params: { affiliationId }, body: { reason } }, { idempotencyKey })
            setAsking(false)
            toast('已离开单位')
            await onChanged()
          }}
          onDismiss={() => setAsking(false)}
        />
      )}
    </>
  )
}
