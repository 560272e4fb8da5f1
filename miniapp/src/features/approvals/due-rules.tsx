import { APPROVAL_KIND_LABELS } from '@jijiao/shared/approvals'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { Button, Facts, InfoSheet } from '../../ui'
import { Loaded } from '../shell'

/** How many working days each kind is allowed, and where the holidays come from. */
export function DueRules() {
  const [isOpen, setOpen] = useState(false)
  const remote = useRemote(isOpen ? 'approval-calendar' : null, () => api.approvals.calendar())
  return (
    <>
      <Button kind="plain" small onPress={() => setOpen(true)}>
        办理期限
      </Button>
      {isOpen && (
        <InfoSheet title="办理期限" onDismiss={() => setOpen(false)}>
          <Loaded remote={remote}>
            {({ allowed, years, sources }) => (
              <>
                <Facts
                  facts={allowed.map(({ kind, workingDays }) => ({
                    name: APPROVAL_KIND_LABELS[kind],
                    value: `${workingDays} 个工作日`,
                  }))}
                />
                <Text className="ui-soft">{`${years.join('、')} 年按国务院放假安排计算工作日，其他年份只扣除周末。`}</Text>
                <Text className="ui-soft">{sources.join('；')}</Text>
              </>
            )}
          </Loaded>
        </InfoSheet>
      )}
    </>
  )
}
