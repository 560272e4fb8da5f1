import { REVEALED_FIELD_LABELS } from '@jijiao/shared/trainees'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { Empty, List, ListItem, SectionTitle, Tabs } from '../../ui'
import { dayAndClock } from '../calendar'
import { ProfileChangeList } from '../profile-changes'
import { AppPage, LoadedPages } from '../shell'

type Shown = 'stored' | 'looks' | 'changes'
const TABS = [
  { value: 'stored', label: '存了什么' },
  { value: 'looks', label: '谁看过' },
  { value: 'changes', label: '谁改过' },
] as const

/** 我的数据: what the system has of me, who looked at it and who changed it. */
export function MyData() {
  const [shown, setShown] = useState<Shown>('stored')
  return (
    <AppPage title="我的数据">
      <Tabs label="我的数据" value={shown} options={TABS} onChange={setShown} />
      {shown === 'stored' && <Stored />}
      {shown === 'looks' && <Looks />}
      {shown === 'changes' && <Changes />}
    </AppPage>
  )
}

function Stored() {
  return (
    <>
      <Text className="ui-soft">系统里关于您的内容都在下面。身份证号和手机号加密保存，平时只显示一部分。</Text>
      <List>
        <ListItem icon="person" title="个人信息" note="查看和更正" onPress={() => open('profile')} />
        <ListItem icon="building" title="单位绑定" note="有误的可以提出异议" onPress={() => open('myUnit')} />
        <ListItem icon="calendar" title="考勤" onPress={() => open('myAttendance')} />
        <ListItem icon="list" title="学时记录" onPress={() => open('myRecords')} />
        <ListItem icon="certificate" title="证书" onPress={() => open('myCertificates')} />
        <ListItem icon="clock" title="历史记录" note="旧系统留下的学时和证书" onPress={() => open('myLegacy')} />
        <ListItem icon="alert" title="失信信息" note="可以申辩" onPress={() => open('myDishonesty')} />
      </List>
      <SectionTitle>账号</SectionTitle>
      <List>
        <ListItem icon="key" title="账号安全" note="登录过的设备、微信绑定" onPress={() => open('security')} />
      </List>
    </>
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
