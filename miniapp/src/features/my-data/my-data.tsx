import { REVEALED_FIELD_LABELS } from '@jijiao/shared/trainees'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages, useSession } from '../../api'
import { Empty, List, ListItem, Tabs } from '../../ui'
import { dayAndClock } from '../calendar'
import { ProfileChangeList } from '../profile-changes'
import { AppPage, LoadedPages } from '../shell'
import { Stored } from './stored'

type Shown = 'stored' | 'looks' | 'changes'
const TABS = [
  { value: 'stored', label: '存了什么' },
  { value: 'looks', label: '谁看过' },
  { value: 'changes', label: '谁改过' },
] as const

/** 我的数据: what the system has of me, who looked at it and who changed it. */
export function MyData() {
  const [shown, setShown] = useState<Shown>('stored')
  const isRealName = useSession(({ session }) => session?.account.isRealName)
  return (
    <AppPage title="我的数据">
      {isRealName && <Tabs label="我的数据" value={shown} options={TABS} onChange={setShown} />}
      {shown === 'stored' && <Stored />}
      {shown === 'looks' && <Looks />}
      {shown === 'changes' && <Changes />}
    </AppPage>
  )
}

function Looks() {
  const remote = useRemotePages('my-reveals', (cursor) => api.trainees.myReveals({ query: { cursor } }))
  return (
    <LoadedPages
      remote={remote}
      empty={
        <Empty icon="eye-off" title="没有人看过" note="有人查看您完整的身份证号或手机号时，会记在这里，并写明用途。" />
      }
    >
      {(looks) => (
        <List>
          {looks.map(({ id, at, field, purpose, viewerName, organizationName }) => (
            <ListItem
              key={id}
              icon="eye"
              title={`看了完整的${REVEALED_FIELD_LABELS[field]}`}
              note={
                <View>
                  <View>{[organizationName, viewerName].filter(Boolean).join(' · ')}</View>
                  <View>{`用途：${purpose}`}</View>
                  <View>{dayAndClock(at)}</View>
                </View>
              }
            />
          ))}
        </List>
      )}
    </LoadedPages>
  )
}

function Changes() {
  const remote = useRemotePages('my-changes', (cursor) => api.trainees.myChanges({ query: { cursor } }))
  return <ProfileChangeList remote={remote} emptyNote="您或单位修改个人信息时，改了什么会记在这里。" />
}
