import { DATA_DISPOSAL_LABELS, type DataKind, type MyDataView } from '@jijiao/shared/my-data'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { open } from '../../platform/navigation'
import type { PageName } from '../../routes'
import { Banner, Button, Facts, InfoSheet, List, ListItem, SectionTitle, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { useAction } from '../decisions'
import { Loaded } from '../shell'
import { CopySheet } from './copy-sheet'

type Line = MyDataView['lines'][number]

/** Where the things themselves are. */
const PAGE_OF: Readonly<Partial<Record<DataKind, PageName>>> = {
  account: 'security',
  profile: 'profile',
  affiliations: 'myUnit',
  attendance: 'myAttendance',
  leaveRequests: 'myLeave',
  records: 'myRecords',
  certificates: 'myCertificates',
  standings: 'myYear',
  dishonesty: 'myDishonesty',
  legacy: 'myLegacy',
  operatorWork: 'bindings',
  messages: 'messages',
  sessions: 'security',
  consents: 'myConsents',
  dataRequests: 'myDataRequests',
}

/** Every kind of data that the system has of the person, and what may be done about it. */
export function Stored() {
  const remote = useRemote('my-data', () => api.myData.overview())
  const [shown, setShown] = useState<Line | null>(null)
  const [isCopying, setCopying] = useState(false)
  return (
    <>
      <Text className="ui-soft">系统里关于您的内容都在下面。身份证号和手机号加密保存，平时只显示一部分。</Text>
      <Loaded remote={remote}>
        {({ lines, restrictedAt, abilities }) => (
          <>
            {restrictedAt && abilities.liftRestriction && <Restricted since={restrictedAt} onLifted={remote.reload} />}
            <List>
              {lines.map((line) => (
                <ListItem
                  key={line.kind}
                  title={line.label}
                  note={line.summary ?? DATA_DISPOSAL_LABELS[line.disposal]}
                  end={line.count === null ? undefined : `${line.count} 项`}
                  onPress={() => setShown(line)}
                />
              ))}
            </List>
          </>
        )}
      </Loaded>
      <SectionTitle>我的权利</SectionTitle>
      <List>
        <ListItem icon="list" title="导出我的数据" note="一个压缩文件，可以阅读" onPress={() => setCopying(true)} />
        <ListItem
          icon="plan"
          title="更正、删除、限制处理"
          note="提出申请，查看答复"
          onPress={() => open('myDataRequests')}
        />
        <ListItem icon="check" title="同意记录" note="同意过什么，可以撤回" onPress={() => open('myConsents')} />
        <ListItem icon="alert" title="注销账号" onPress={() => open('closeAccount')} />
      </List>
      {shown && <LineSheet line={shown} onDismiss={() => setShown(null)} />}
      {isCopying && <CopySheet onDismiss={() => setCopying(false)} />}
    </>
  )
}

function Restricted({ since, onLifted }: { readonly since: string; readonly onLifted: () => Promise<void> }) {
  const { isPending, message, run } = useAction()
  const lift = () =>
    void run('lift', async () => {
      await api.myData.liftRestriction()
      toast('已解除限制')
      await onLifted()
    })
  return (
    <>
      <Banner tone="info" icon="shield">
        {message ?? `${dayAndClock(since)}起限制处理：单位只能保存您的信息，不能查看完整号码、修改和打印`}
      </Banner>
      <Button kind="secondary" small pending={isPending} onPress={lift}>
        解除限制
      </Button>
    </>
  )
}

function LineSheet({ line, onDismiss }: { readonly line: Line; readonly onDismiss: () => void }) {
  const page = PAGE_OF[line.kind]
  const facts = [
    { name: '用途', value: line.purpose },
    { name: '依据', value: line.basis },
    { name: '保存多久', value: line.retention },
    { name: '谁能看到', value: line.visibleTo },
    { name: '能否删除', value: DATA_DISPOSAL_LABELS[line.disposal] },
  ]
  return (
    <InfoSheet title={line.label} onDismiss={onDismiss}>
      <Facts facts={facts} />
      {page && <Button onPress={() => open(page)}>查看</Button>}
    </InfoSheet>
  )
}
