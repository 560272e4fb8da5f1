import type { NoticeView } from '@jijiao/shared/accounts'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { errorSentence } from '../../api'
import { Button, FormError } from '../../ui'
import { signInWithWechat } from './actions'
import { NoticeConsent } from './notice-consent'

type WechatSignInProps = {
  readonly notice: NoticeView
  readonly onSignedIn: () => void
  /** This WeChat has no account yet. */
  readonly onUnbound: (bindTicket: string) => void
  readonly onUsePassword: () => void
}

export function WechatSignIn({ notice, onSignedIn, onUnbound, onUsePassword }: WechatSignInProps) {
  const [accepted, setAccepted] = useState(false)
  const [message, setMessage] = useState<string>()
  const [isPending, setPending] = useState(false)

  async function send(): Promise<void> {
    if (!accepted) {
      setMessage(`请先阅读并勾选《${notice.title}》`)
      return
    }
    setPending(true)
    setMessage(undefined)
    try {
      const outcome = await signInWithWechat(notice.version)
      if (outcome.isSignedIn) onSignedIn()
      else onUnbound(outcome.bindTicket)
    } catch (error) {
      setMessage(errorSentence(error))
    } finally {
      setPending(false)
    }
  }

  return (
    <View className="ui-stack">
      <FormError message={message} />
      <Text className="ui-soft">用微信登录，不需要记住密码。第一次使用时，请绑定已有的账号。</Text>
      <NoticeConsent notice={notice} accepted={accepted} onChange={setAccepted} />
      <Button pending={isPending} pendingText="正在登录…" onPress={() => void send()}>
        微信登录
      </Button>
      <Button kind="secondary" onPress={onUsePassword}>
        用户名和密码登录
      </Button>
    </View>
  )
}
