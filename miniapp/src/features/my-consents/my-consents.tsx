import type { ConsentsView } from '@jijiao/shared/my-data'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { Button, Card, Facts, Heading, SectionTitle, StatusTag, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { forgetPlaceConsent } from '../check-in'
import { ActSheet } from '../decisions'
import { NoticeRenewal } from '../session'
import { AppPage, Loaded } from '../shell'

type Consent = ConsentsView['consents'][number]

/** 同意记录: what I have agreed to, in which version, since when. */
export function MyConsents() {
  const remote = useRemote('my-consents', () => api.myData.consents())
  const [asked, setAsked] = useState<Consent | null>(null)
  return (
    <AppPage title="同意记录">
      <NoticeRenewal onAccepted={remote.reload} />
      <Loaded remote={remote}>
        {({ notice, consents }) => (
          <>
            <Card title="使用须知">
              <Facts
                facts={[
                  { name: '现行版本', value: notice.currentVersion },
                  { name: '您同意的版本', value: notice.acceptedVersion },
                  { name: '同意时间', value: dayAndClock(notice.acceptedAt) },
                ]}
              />
            </Card>
            {consents.length > 0 && <SectionTitle>全部记录</SectionTitle>}
            {consents.map((consent) => (
              <ConsentCard
                key={`${consent.purpose}:${consent.givenAt}`}
                consent={consent}
                onWithdraw={() => setAsked(consent)}
              />
            ))}
          </>
        )}
      </Loaded>
      <Text className="ui-soft">使用须知和实名认证是使用本系统的前提，如要撤回，请注销账号。</Text>
      {asked && (
        <WithdrawSheet
          consent={asked}
          onDone={() => {
            setAsked(null)
            void remote.reload()
          }}
          onDismiss={() => setAsked(null)}
        />
      )}
    </AppPage>
  )
}

function ConsentCard({ consent, onWithdraw }: { readonly consent: Consent; readonly onWithdraw: () => void }) {
  const { label, version, givenAt, withdrawnAt, abilities } = consent
  return (
    <Card>
      <View className="ui-stack">
        <View className="ui-stack-close">
          <StatusTag tone={withdrawnAt ? 'neutral' : 'good'}>{withdrawnAt ? '已撤回' : '已同意'}</StatusTag>
          <Heading>{label}</Heading>
          <Text className="ui-soft">{`${dayAndClock(givenAt)} 同意，版本 ${version}`}</Text>
          {withdrawnAt && <Text className="ui-soft">{`${dayAndClock(withdrawnAt)} 撤回`}</Text>}
        </View>
        {abilities.withdraw && (
          <Button kind="secondary" small label={`撤回对${label}的同意`} onPress={onWithdraw}>
            撤回同意
          </Button>
        )}
      </View>
    </Card>
  )
}

type WithdrawSheetProps = { readonly consent: Consent; readonly onDone: () => void; readonly onDismiss: () => void }

function WithdrawSheet({ consent: { purpose, label }, onDone, onDismiss }: WithdrawSheetProps) {
  return (
    <ActSheet
      title="撤回同意？"
      message={`撤回后不再${label}；以前已经做的不受影响，以后可以再同意。`}
      confirmText="撤回同意"
      intent={purpose}
      act={async () => {
        await api.myData.withdrawConsent({ params: { purpose } })
        if (purpose === 'location') forgetPlaceConsent()
        toast('已撤回同意')
        onDone()
      }}
      onDismiss={onDismiss}
    />
  )
}
