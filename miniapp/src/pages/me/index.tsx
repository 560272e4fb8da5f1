import type { AccountView } from '@jijiao/shared/accounts'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { errorSentence, useSession } from '../../api'
import { DisplaySettings } from '../../features/display'
import { Identities, NoticeRenewal, signOut } from '../../features/session'
import { AppPage, OWN_PAGES } from '../../features/shell'
import { open } from '../../platform/navigation'
import { Button, Card, ConfirmSheet, Heading, Icon, List, ListItem, SectionTitle, StatusTag, toast } from '../../ui'
import './index.scss'

export default function MePage() {
  const session = useSession((state) => state.session)
  const account = session?.account
  const unit = session?.unitAccountOf
  return (
    <AppPage title="我的" isTab>
      {!account && <GuestCard />}
      <NoticeRenewal />
      {account && !unit && <Person account={account} />}
      {account && unit && <UnitAccount name={unit.name} userName={account.userName} />}
      {!unit && <Identities />}
      <DisplaySettings />
      <SectionTitle>关于</SectionTitle>
      <List>
        <ListItem title="版本" end={APP_VERSION} />
      </List>
      {account && <SignOut />}
    </AppPage>
  )
}

function Person({ account }: { readonly account: AccountView }) {
  return (
    <>
      <Card>
        <View className="me-person">
          <View className="me-face">
            <Icon name="person" />
          </View>
          <View>
            <Heading level={1}>{account.name ?? account.userName}</Heading>
            <Text className="ui-soft">{`${account.userName} · ${account.phone}`}</Text>
          </View>
        </View>
      </Card>
      <List>
        <ListItem
          icon="shield"
          title="实名认证"
          end={
            <StatusTag tone={account.isRealName ? 'good' : 'warn'}>
              {account.isRealName ? '已认证' : '未认证'}
            </StatusTag>
          }
          onPress={() => open('realName')}
        />
        <ListItem icon="person" title="个人信息" onPress={() => open('profile')} />
        {OWN_PAGES.map(({ page, icon, title, note }) => (
          <ListItem key={page} icon={icon} title={title} note={note} onPress={() => open(page)} />
        ))}
        <Security />
      </List>
    </>
  )
}

const Security = () => (
  <ListItem icon="key" title="账号安全" note="密码、微信登录和登录中的设备" onPress={() => open('security')} />
)

/** A unit's own login: it is nobody's, so there is no real name to check. */
function UnitAccount({ name, userName }: { readonly name: string; readonly userName: string }) {
  return (
    <>
      <Card>
        <View className="me-person">
          <View className="me-face">
            <Icon name="building" />
          </View>
          <View>
            <Heading level={1}>{name}</Heading>
            <Text className="ui-soft">{`单位账号 ${userName}`}</Text>
          </View>
        </View>
      </Card>
      <List>
        <ListItem icon="people" title="经办人" note="邀请、授权、取消绑定" onPress={() => open('operators')} />
        <ListItem icon="building" title="单位信息" onPress={() => open('unitInformation')} />
        <Security />
      </List>
    </>
  )
}

function SignOut() {
  const [isAsking, setAsking] = useState(false)
  const [isPending, setPending] = useState(false)

  async function leave(): Promise<void> {
    setPending(true)
    try {
      await signOut()
    } catch (error) {
      toast(errorSentence(error))
    } finally {
      setPending(false)
      setAsking(false)
    }
  }

  return (
    <>
      <Button kind="secondary" onPress={() => setAsking(true)}>
        退出登录
      </Button>
      <ConfirmSheet
        open={isAsking}
        title="退出登录？"
        message="还没有上传的离线签到会留在这部手机上，下次登录后继续上传。"
        confirmText="退出登录"
        pending={isPending}
        onConfirm={() => void leave()}
        onDismiss={() => setAsking(false)}
      />
    </>
  )
}

function GuestCard() {
  return (
    <Card>
      <View className="me-person">
        <View className="me-face">
          <Icon name="person" />
        </View>
        <View>
          <Heading level={1}>您还没有登录</Heading>
          <Text className="ui-soft">登录后可以看到自己的单位、培训班和考勤</Text>
        </View>
      </View>
      <View className="me-actions">
        <Button onPress={() => open('signIn')}>登录</Button>
        <Button kind="secondary" onPress={() => open('register')}>
          注册账号
        </Button>
      </View>
    </Card>
  )
}
