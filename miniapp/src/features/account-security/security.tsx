import { type SessionView, signInMethodLabels } from '@jijiao/shared/accounts'
import { useState } from 'react'
import { api, useRemote, useSession } from '../../api'
import { HAS_WECHAT_LOGIN, wechatLoginCode } from '../../platform/login'
import { goBack, open } from '../../platform/navigation'
import { Button, ConfirmSheet, FormError, List, ListItem, SectionTitle, StatusTag, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { useAction } from '../decisions'
import { SignInFirst, signOutEverywhere } from '../session'
import { AppPage, Loaded } from '../shell'

/** 账号安全: the password, the bound WeChat, and every place where the account is signed in. */
export function Security() {
  const isSignedIn = useSession(({ session }) => session !== null)
  return (
    <AppPage title="账号安全">
      {isSignedIn ? (
        <>
          <List>
            <ListItem icon="key" title="修改密码" onPress={() => open('changePassword')} />
          </List>
          <Wechat />
          <SignIns />
          <Rights />
        </>
      ) : (
        <SignInFirst icon="shield" title="登录后管理账号安全" />
      )}
    </AppPage>
  )
}

function Wechat() {
  const { session, updateAccount } = useSession()
  const [isAsking, setAsking] = useState(false)
  const { isPending, message, run } = useAction()
  if (!session || session.unitAccountOf) return null
  const { isWechatBound, abilities } = session.account

  async function bind(): Promise<void> {
    await run('bind', async () => {
      updateAccount(await api.accounts.bindWechat({ body: { code: await wechatLoginCode() } }))
      toast('已绑定微信')
    })
  }

  async function unbind(): Promise<void> {
    const isDone = await run('unbind', async () => updateAccount(await api.accounts.unbindWechat()))
    if (isDone) toast('已解除绑定')
    setAsking(false)
  }

  return (
    <>
      <FormError message={message} />
      <List>
        <ListItem
          icon="phone"
          title="微信登录"
          note={isWechatBound ? '可以直接用微信登录' : '绑定后不用再输入密码，请在微信小程序里绑定'}
          end={<StatusTag tone={isWechatBound ? 'good' : 'neutral'}>{isWechatBound ? '已绑定' : '未绑定'}</StatusTag>}
        />
      </List>
      {!isWechatBound && abilities.bindWechat && HAS_WECHAT_LOGIN && (
        <Button kind="secondary" pending={isPending} onPress={() => void bind()}>
          绑定这个微信
        </Button>
      )}
      {isWechatBound && abilities.unbindWechat && (
        <Button kind="secondary" onPress={() => setAsking(true)}>
          解除微信绑定
        </Button>
      )}
      <ConfirmSheet
        open={isAsking}
        title="解除微信绑定？"
        message="以后要用用户名和密码登录，也可以再绑定。"
        confirmText="解除绑定"
        danger
        pending={isPending}
        onConfirm={() => void unbind()}
        onDismiss={() => setAsking(false)}
      />
    </>
  )
}

function Rights() {
  const isUnit = useSession(({ session }) => Boolean(session?.unitAccountOf))
  if (isUnit) return null
  return (
    <>
      <SectionTitle>个人信息</SectionTitle>
      <List>
        <ListItem icon="shield" title="我的数据" note="存了什么，导出、更正、删除" onPress={() => open('myData')} />
        <ListItem icon="check" title="同意记录" onPress={() => open('myConsents')} />
        <ListItem icon="alert" title="注销账号" onPress={() => open('closeAccount')} />
      </List>
    </>
  )
}

function SignIns() {
  const remote = useRemote('sessions', () => api.accounts.listSessions())
  const [isAsking, setAsking] = useState(false)
  const { isPending, message, run } = useAction()

  async function leave(): Promise<void> {
    const isDone = await run('leave', signOutEverywhere)
    setAsking(false)
    if (isDone) goBack()
  }

  return (
    <>
      <SectionTitle>登录中的设备</SectionTitle>
      <FormError message={message} />
      <Loaded remote={remote}>
        {({ data }) => (
          <List>
            {data.map((one) => (
              <ListItem
                key={one.id}
                icon="phone"
                title={one.deviceName ?? '未知设备'}
                note={sinceWhen(one)}
                end={one.isCurrent ? <StatusTag tone="good">这台设备</StatusTag> : undefined}
              />
            ))}
          </List>
        )}
      </Loaded>
      <Button kind="danger" icon="logout" onPress={() => setAsking(true)}>
        退出所有设备
      </Button>
      <ConfirmSheet
        open={isAsking}
        title="退出所有设备？"
        message="这台设备和其他设备上的登录都会退出，需要重新登录。"
        confirmText="全部退出"
        danger
        pending={isPending}
        onConfirm={() => void leave()}
        onDismiss={() => setAsking(false)}
      />
    </>
  )
}

const sinceWhen = ({ method, lastUsedAt }: SessionView) =>
  `${signInMethodLabels[method]} · 最近使用 ${dayAndClock(lastUsedAt)}`
