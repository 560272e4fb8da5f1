import { View } from '@tarojs/components'
import { useState } from 'react'
import { api, useSession } from '../../api'
import { Banner, Button, FormError, toast } from '../../ui'
import { useAction } from '../decisions'
import { NoticeConsent } from './notice-consent'
import { useNotice } from './use-notice'

/** Whoever is signed in since an older notice is asked for the one in force. */
export function NoticeRenewal({ onAccepted }: { readonly onAccepted?: () => Promise<void> }) {
  const account = useSession((state) => state.session?.account)
  return account?.needsNotice ? <Asking onAccepted={onAccepted} /> : null
}

function Asking({ onAccepted }: { readonly onAccepted: (() => Promise<void>) | undefined }) {
  const { session, updateAccount } = useSession()
  const { data: notice } = useNotice()
  const [isRead, setRead] = useState(false)
  const { isPending, message, run } = useAction()
  if (!notice || !session) return null

  const accept = () =>
    void run(notice.version, async () => {
      await api.myData.acceptNotice({ body: { noticeVersion: notice.version } })
      updateAccount({ ...session.account, needsNotice: false })
      toast('已同意新的使用须知')
      await onAccepted?.()
    })
  return (
    <View className="ui-stack">
      <Banner tone="warn" icon="info">
        使用须知有新的版本，请阅读并同意
      </Banner>
      <NoticeConsent notice={notice} accepted={isRead} onChange={setRead} />
      <FormError message={message} />
      <Button disabled={!isRead} pending={isPending} onPress={accept}>
        同意新的使用须知
      </Button>
    </View>
  )
}
