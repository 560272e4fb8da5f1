import type { NoticeView } from '@jijiao/shared/accounts'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { HAS_WECHAT_LOGIN } from '../../platform/login'
import { open } from '../../platform/navigation'
import { Banner, Button, Card, Tabs } from '../../ui'
import { Loaded } from '../shell'
import { PasswordSignIn } from './password-sign-in'
import { useNotice } from './use-notice'
import { WechatSignIn } from './wechat-sign-in'

const KINDS = [
  { value: 'person', label: '个人登录' },
  { value: 'unit', label: '单位登录' },
] as const
type Kind = (typeof KINDS)[number]['value']

type SignInPanelProps = { readonly onSignedIn: () => void }

/** Signing in as a person, by WeChat where there is WeChat, or as a unit by its own login. */
export function SignInPanel({ onSignedIn }: SignInPanelProps) {
  const notice = useNotice()
  const [kind, setKind] = useState<Kind>('person')
  return (
    <Loaded remote={notice}>
      {(view) => (
        <View className="ui-stack">
          <Tabs label="登录方式" value={kind} options={KINDS} onChange={setKind} />
          {kind === 'person' ? (
            <PersonSignIn notice={view} onSignedIn={onSignedIn} />
          ) : (
            <>
              <Card>
                <PasswordSignIn notice={view} isUnit onSignedIn={onSignedIn} />
              </Card>
              <Button kind="plain" onPress={() => open('registerUnit')}>
                单位还没有账号？单位注册
              </Button>
            </>
          )}
          <Button kind="plain" onPress={() => open('recover')}>
            忘记密码或用户名
          </Button>
        </View>
      )}
    </Loaded>
  )
}

type Way = { readonly by: 'wechat' } | { readonly by: 'password'; readonly bindTicket?: string }

function PersonSignIn({ notice, onSignedIn }: SignInPanelProps & { readonly notice: NoticeView }) {
  const [way, setWay] = useState<Way>({ by: HAS_WECHAT_LOGIN ? 'wechat' : 'password' })
  return (
    <>
      {way.by === 'password' && way.bindTicket && (
        <Banner tone="info" icon="info">
          这个微信还没有绑定账号，请用已有账号登录一次，以后就可以直接用微信登录
        </Banner>
      )}
      <Card>
        {way.by === 'wechat' ? (
          <WechatSignIn
            notice={notice}
            onSignedIn={onSignedIn}
            onUnbound={(bindTicket) => setWay({ by: 'password', bindTicket })}
            onUsePassword={() => setWay({ by: 'password' })}
          />
        ) : (
          <PasswordSignIn notice={notice} bindTicket={way.bindTicket} onSignedIn={onSignedIn} />
        )}
      </Card>
      <Button kind="plain" onPress={() => open('register')}>
        还没有账号？注册
      </Button>
    </>
  )
}
