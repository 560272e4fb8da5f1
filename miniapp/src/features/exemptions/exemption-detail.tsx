import { type ExemptionView, exemptYearsText } from '@jijiao/shared/exemptions'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { Button, Card, type Fact, Facts, Heading, SectionTitle, toast } from '../../ui'
import { AttachmentList } from '../attachments'
import { dayAndClock } from '../calendar'
import { DecisionSheet } from '../decisions'
import { AppPage, Loaded } from '../shell'
import { ExemptionTag } from './exemption-list'

const REASON_MAX = 500

/** One exemption with what it rests on; whoever granted it may take it back. */
export function ExemptionDetail({ exemptionId }: { readonly exemptionId: string }) {
  const remote = useRemote(`exemption:${exemptionId}`, () => api.exemptions.get({ params: { exemptionId } }))
  const [isRevoking, setRevoking] = useState(false)
  return (
    <AppPage title="个人减免">
      <Loaded remote={remote}>
        {(exemption) => (
          <>
            <Card>
              <View className="ui-stack">
                <View className="ui-row">
                  <Heading level={1}>{exemption.traineeName}</Heading>
                  <ExemptionTag exemption={exemption} />
                </View>
                <Facts facts={factsOf(exemption)} />
              </View>
            </Card>
            {exemption.attachments.length > 0 && (
              <>
                <SectionTitle>证明材料</SectionTitle>
                <AttachmentList attachments={exemption.attachments} />
              </>
            )}
            {exemption.abilities.revoke && (
              <Button kind="danger" onPress={() => setRevoking(true)}>
                撤销减免
              </Button>
            )}
            {isRevoking && (
              <DecisionSheet
                title={`撤销${exemption.traineeName}的减免？`}
                confirmText="撤销"
                isRefusal
                opinionLabel="撤销的原因"
                readyReasons={['证明有误', '原因已不存在']}
                maxLength={REASON_MAX}
                decide={async (reason, idempotencyKey) => {
                  const body = { version: exemption.version, reason }
                  await api.exemptions.revoke({ params: { exemptionId }, body }, { idempotencyKey })
                  setRevoking(false)
                  toast('已撤销，年度学时会重新统计')
                  void remote.reload()
                }}
                onDismiss={() => setRevoking(false)}
              />
            )}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function factsOf(exemption: ExemptionView): readonly Fact[] {
  const facts = [
    { name: '减免原因', value: exemption.label },
    { name: '年度', value: exemptYearsText(exemption.years) },
    { name: '依据', value: exemption.basis },
    { name: '准予单位', value: exemption.grantedBy.name },
    { name: '准予时间', value: dayAndClock(exemption.grantedAt) },
    { name: '撤销时间', value: exemption.revokedAt && dayAndClock(exemption.revokedAt) },
    { name: '撤销原因', value: exemption.reason },
  ]
  return facts.filter(({ value }) => value)
}
