import { Text, View } from '@tarojs/components'
import { useCallback, useEffect, useState } from 'react'
import { api, errorSentence } from '../../api'
import { copyText } from '../../platform/clipboard'
import { Button, ErrorState, Heading, Overlay, Skeleton } from '../../ui'
import './screen-link-sheet.scss'

type ScreenLinkSheetProps = { readonly sessionId: string; readonly onDismiss: () => void }

/** The link for the hall's screen, with what to do with it. */
export function ScreenLinkSheet({ sessionId, onDismiss }: ScreenLinkSheetProps) {
  const [url, setUrl] = useState<string>()
  const [error, setError] = useState<string>()

  const load = useCallback(async () => {
    setError(undefined)
    try {
      setUrl((await api.attendance.linkScreen({ params: { sessionId } })).url)
    } catch (failure) {
      setError(errorSentence(failure))
    }
  }, [sessionId])

  useEffect(() => void load(), [load])

  return (
    <Overlay label="大屏签到" onDismiss={onDismiss}>
      <Heading>大屏签到</Heading>
      <View className="ui-sheet-body ui-stack">
        <ScreenLink url={url} error={error} onRetry={() => void load()} />
      </View>
      <Button kind="plain" onPress={onDismiss}>
        关闭
      </Button>
    </Overlay>
  )
}

type ScreenLinkProps = {
  readonly url: string | undefined
  readonly error: string | undefined
  readonly onRetry: () => void
}

function ScreenLink({ url, error, onRetry }: ScreenLinkProps) {
  if (error) return <ErrorState message={error} onRetry={onRetry} />
  if (!url) return <Skeleton rows={1} />
  return (
    <>
      <Text className="screen-step">1. 把链接发到会场的电脑，例如用微信的“文件传输助手”。</Text>
      <Text className="screen-step">2. 在电脑的浏览器里打开，按 F11 全屏，投到大屏幕上。</Text>
      <Text className="screen-step">3. 链接不需要密码，签到结束就失效。请不要发到群里。</Text>
      <Text className="screen-link" selectable>
        {url}
      </Text>
      <CopyButton text={url}>复制链接</CopyButton>
      <CopyButton text={screenInstructions(url)}>复制链接和说明</CopyButton>
    </>
  )
}

/** Says itself what came of it: a message in passing would be behind the sheet. */
function CopyButton({ text, children }: { readonly text: string; readonly children: string }) {
  const [outcome, setOutcome] = useState<string>()
  async function copy(): Promise<void> {
    setOutcome((await copyText(text)) ? '已复制，去粘贴给会场电脑' : '没有复制成功，请长按上面的链接复制')
  }
  return (
    <Button kind="secondary" onPress={() => void copy()}>
      {outcome ?? children}
    </Button>
  )
}

const screenInstructions = (url: string) =>
  `签到大屏：请在会场电脑的浏览器里打开 ${url} ，按 F11 全屏后投到大屏幕。不需要密码，签到结束后失效，请勿转发。`
