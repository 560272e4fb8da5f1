import { readVerificationText, type Verification } from '@jijiao/shared/certificates'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { scanCode } from '../../platform/scan'
import { useShareCard } from '../../platform/use-share-card'
import { Button, FormError } from '../../ui'
import { AppPage, Loaded } from '../shell'
import { NumberForm } from './number-form'
import { VerificationResult } from './verification-result'

const NOT_A_CERTIFICATE = '这不是证书上的二维码，请对准证书右下角的二维码，或在下面输入编号'

/** By the whole text of a code: its signature is checked, too, where it carries one. */
function verifyText(text: string): Promise<Verification> {
  const { verificationId, signed } = readVerificationText(text)
  if (verificationId && !signed) return api.certificates.verify({ params: { verificationId } })
  return api.certificates.verifyCode({ body: { text: text.trim() } })
}

const isReadable = (text: string) => Object.values(readVerificationText(text)).some(Boolean)

/** Whether a certificate is genuine and valid: by its code, or by its number and name. For everybody, without sign-in. */
export function Verify({ scanned }: { readonly scanned: string | undefined }) {
  const [text, setText] = useState(scanned && isReadable(scanned) ? scanned : null)
  const [answer, setAnswer] = useState<Verification | null>(null)
  const [refusal, setRefusal] = useState(scanned && !isReadable(scanned) ? NOT_A_CERTIFICATE : undefined)
  const remote = useRemote(text === null ? null : `verification:${text}`, () => verifyText(text ?? ''))
  useShareCard('核验继续教育证书', 'verify', '')

  async function scan(): Promise<void> {
    setRefusal(undefined)
    const outcome = await scanCode()
    if (outcome.kind === 'unavailable') setRefusal('没有打开摄像头，请在下面输入证书编号和姓名')
    if (outcome.kind !== 'scanned') return
    if (isReadable(outcome.text)) setText(outcome.text)
    else setRefusal(NOT_A_CERTIFICATE)
  }

  function startAgain(): void {
    setText(null)
    setAnswer(null)
    setRefusal(undefined)
  }

  if (answer || text !== null) {
    return (
      <AppPage
        title="核验结果"
        footer={
          <Button kind="secondary" onPress={startAgain}>
            核验另一份
          </Button>
        }
      >
        {answer ? (
          <VerificationResult verification={answer} />
        ) : (
          <Loaded remote={remote}>{(verification) => <VerificationResult verification={verification} />}</Loaded>
        )}
      </AppPage>
    )
  }
  return (
    <AppPage title="核验证书">
      <Text className="ui-soft">查一份继续教育证书是不是真的、现在还有没有效。不用登录。</Text>
      <Button icon="scan" onPress={() => void scan()}>
        扫证书二维码
      </Button>
      <FormError message={refusal} />
      <NumberForm onVerified={setAnswer} />
    </AppPage>
  )
}
