import { Text } from '@tarojs/components'
import { copyText } from '../../platform/clipboard'
import { Button, InfoSheet, toast } from '../../ui'

/** The secret by which a receiver checks who has sent: the server never says it again. */
export function SecretSheet({ secret, onDismiss }: { readonly secret: string; readonly onDismiss: () => void }) {
  return (
    <InfoSheet title="请保存密钥" onDismiss={onDismiss}>
      <Text>密钥只显示这一次。请交给本单位的系统管理员，用来核对推送确实来自本系统。</Text>
      <Text className="ui-strong" selectable userSelect>
        {secret}
      </Text>
      <Button onPress={() => void copyText(secret).then((isCopied) => toast(isCopied ? '已复制' : '请手动复制'))}>
        复制密钥
      </Button>
    </InfoSheet>
  )
}
