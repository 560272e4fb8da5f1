import { useEffect, useState } from 'react'
import { api, errorSentence } from '../../api'
import { Button, toast } from '../../ui'

type PhoneCodeButtonProps = {
  readonly phone: string
  readonly onRefused: (sentence: string) => void
}

/** Has a verification code texted, and says when the next one can be had. */
export function PhoneCodeButton({ phone, onRefused }: PhoneCodeButtonProps) {
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
      const { nextInSeconds } = await api.accounts.sendPhoneCode({ body: { phone } })
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
      disabled={waitSeconds > 0 || phone.trim() === ''}
      pending={isPending}
      pendingText="正在发送…"
      onPress={() => void send()}
    >
      {waitSeconds > 0 ? `${waitSeconds} 秒后重发` : '获取验证码'}
    </Button>
  )
}
