import { type RoleApplicationView, roleApplicationStateLabels } from '@jijiao/shared/organizations'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { Button, Card, Empty, StatusTag, toast } from '../../ui'
import { DecisionSheet } from '../decisions'
import { AppPage, LoadedPages } from '../shell'
import { RoleApplicationFacts } from './role-application-facts'

const READY_REASONS = ['单位性质与登记不一致', '隶属关系填写有误', '联系方式不完整', '不属于本部门管辖']

type Decision = 'approve' | 'return'

/** The HR authority's answers to units that ask for their rights. */
export function RoleApplications() {
  const remote = useRemotePages('role-applications', (cursor) =>
    api.organizations.roleApplications({ query: { cursor } }),
  )
  const [asking, setAsking] = useState<{ decision: Decision; application: RoleApplicationView } | null>(null)
  const settled = () => {
    setAsking(null)
    toast('已答复')
    void remote.reload()
  }
  return (
    <AppPage title="角色申请审核">
      <LoadedPages
        remote={remote}
        empty={<Empty icon="check" title="没有待审核的申请" note="单位提交角色申请后，会显示在这里。" />}
      >
        {(applications) =>
          applications.map((application) => (
            <Application
              key={application.id}
              application={application}
              onDecide={(decision) => setAsking({ decision, application })}
            />
          ))
        }
      </LoadedPages>
      {asking && (
        <DecisionSheet
          title={
            asking.decision === 'approve'
              ? `通过“${asking.application.organization.name}”的角色申请？`
              : `退回“${asking.application.organization.name}”的角色申请？`
          }
          confirmText={asking.decision === 'approve' ? '通过' : '退回'}
          isRefusal={asking.decision === 'return'}
          readyReasons={READY_REASONS}
          maxLength={200}
          decide={async (opinion, idempotencyKey) => {
            const params = { roleApplicationId: asking.application.id ?? '' }
            const body = { decision: asking.decision, opinion }
            await api.organizations.decideRoleApplication({ params, body }, { idempotencyKey })
            settled()
          }}
          onDismiss={() => setAsking(null)}
        />
      )}
    </AppPage>
  )
}

type ApplicationProps = {
  readonly application: RoleApplicationView
  readonly onDecide: (decision: Decision) => void
}

function Application({ application, onDecide }: ApplicationProps) {
  const { organization, state, abilities } = application
  return (
    <Card title={organization.name}>
      <View className="ui-stack">
        <StatusTag tone="warn">{roleApplicationStateLabels[state]}</StatusTag>
        <RoleApplicationFacts view={application} />
        <View className="ui-actions">
          {abilities.approve && (
            <Button small label={`通过：${organization.name}`} onPress={() => onDecide('approve')}>
              通过
            </Button>
          )}
          {abilities.return && (
            <Button kind="danger" small label={`退回：${organization.name}`} onPress={() => onDecide('return')}>
              退回
            </Button>
          )}
        </View>
      </View>
    </Card>
  )
}
