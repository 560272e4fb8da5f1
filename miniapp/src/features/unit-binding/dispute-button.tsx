import type { AffiliationView } from '@jijiao/shared/affiliations'
import { useState } from 'react'
import { api } from '../../api'
import { Button, toast } from '../../ui'
import { DecisionSheet } from '../decisions'

type DisputeButtonProps = { readonly affiliation: AffiliationView; readonly onChanged: () => Promise<void> }
const REASONS = ['我不在这个单位工作', '我已经离开这个单位', '单位名称相同，绑错了']
const REASON_MAX = 500

/** The person says that the unit added them wrongly. */
export function DisputeButton({ affiliation, onChanged }: DisputeButtonProps) {
  const [isAsking, setAsking] = useState(false)
  const { id: affiliationId, organization } = affiliation
  return (
    <>
      <Button kind="plain" onPress={() => setAsking(true)}>
        绑定有误，提出异议
      </Button>
      {isAsking && (
        <DecisionSheet
          title="对绑定提出异议？"
          message={`先由“${organization.name}”处理；七天没有答复，或者您不同意答复的，可以请人社部门处理。`}
          confirmText="提出异议"
          isRefusal
          opinionLabel="理由"
          readyReasons={REASONS}
          maxLength={REASON_MAX}
          decide={async (reason, idempotencyKey) => {
            await api.affiliations.dispute({ params: { affiliationId }, body: { reason } }, { idempotencyKey })
            setAsking(false)
            toast('已提出异议')
            await onChanged()
          }}
          onDismiss={() => setAsking(false)}
        />
      )}
    </>
  )
}
