import { View } from '@tarojs/components'
import { useState } from 'react'
import { HAS_WECHAT_LOGIN } from '../../platform/login'
import { Banner, Button, Card } from '../../ui'
import { Loaded } from '../shell'
import { PasswordSignIn } from './password-sign-in'
import { useNotice } from './use-notice'
import { WechatSignIn } from './wechat-sign-in'

type Way = { readonly by: 'wechat' } | { readonly by: 'password'; readonly bindTicket?: string }

/** Signing in, by WeChat where there is WeChat, and always by user name and password. */
export function SignInPanel({
  onSignedIn,
  onRegister,
}: {
  readonly onSignedIn: () => void
  readonly onRegister: () => void
}) {
  const notice = useNotice()
  const [way, setWay] = useState<Way>({ by: HAS_WECHAT_LOGIN ? 'wechat' : 'password' })
  return (
    <Loaded remote={notice}>
      {(view) => (
        <View className="ui-stack">
          {way.by === 'password' && way.bindTicket && (
            <Banner tone="info" icon="info">
              这个微信还没有绑定账号，请用已有账号登录一次，以后就可以直接用微信登录
            </Banner>
          )}
          <Card>
            {way.by === 'wechat' ? (
              <WechatSignIn
                notice={view}
                onSignedIn={onSignedIn}
                onUnbound={(bindTicket) => setWay({ by: 'password', bindTicket })}
                onUsePassword={() => setWay({ by: 'password' })}
              />
            ) : (
              <PasswordSignIn notice={view} bindTicket={way.bindTicket} onSignedIn={onSignedIn} />
            )}
          </Card>
          <Button kind="plain" onPress={onRegister}>
            还没有账号？注册
          </Button>
        </View>
      )}
    </Loaded>
  )
}
