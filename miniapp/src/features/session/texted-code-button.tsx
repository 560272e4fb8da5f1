import { useEffect, useState } from 'react'
import { errorSentence } from '../../api'
import { Button, toast } from '../../ui'

type TextedCodeButtonProps = {
  readonly request: () => Promise<{ readonly nextInSeconds: number }>
  readonly disabled?: boolean
  readonly onRefused: (sentence: string) => void
}

/** Has a verification code texted, and says when the next one can be had. */
export function TextedCodeButton({ request, disabled = false, onRefused }: TextedCodeButtonProps) {
  const [waitSeconds, setWaitSeconds] = useState(0)
  const [isPending, setPending] = useState(false)

  useEffect(() => {
    if (waitSeconds <= 0) return
    const timer = setTimeout(() => setWaitSeconds(waitSeconds - 1), 1000)
    return () => clearTimeout(timer)
  }, [waitSeconds])

  async function send(): Promise<void> {
    setPending(true)
    try {
      const { nextInSeconds } = await request()
      setWaitSeconds(nextInSeconds)
      toast('验证码已发送，请查看短信')
    } catch (error) {
      onRefused(errorSentence(error))
    } finally {
      setPending(false)
    }
  }

  return (
    <Button
      kind="secondary"
      small
      disabled={waitSeconds > 0 || disabled}
      pending={isPending}
      pendingText="正在发送…"
      onPress={() => void send()}
    >
      {waitSeconds > 0 ? `${waitSeconds} 秒后重发` : '获取验证码'}
    </Button>
  )
}
