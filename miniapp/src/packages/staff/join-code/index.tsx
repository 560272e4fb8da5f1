import { Text, View } from '@tarojs/components'
import { api, useRemote, useSession } from '../../../api'
import { AppPage, Loaded } from '../../../features/shell'
import { UnitPage } from '../../../features/unit-desk'
import { copyText } from '../../../platform/clipboard'
import { useCodeDisplay } from '../../../platform/use-code-display'
import { Button, Digits, Heading, QrImage, toast } from '../../../ui'
import './index.scss'

export default function JoinCodePage() {
  return (
    <UnitPage title="单位二维码">
      <JoinCode />
    </UnitPage>
  )
}

/** For people to scan who want to be bound to the unit; it does not change, so it can also be printed or sent. */
function JoinCode() {
  useCodeDisplay()
  const unitName = useSession(({ session }) => session?.actingAs?.name) ?? ''
  const remote = useRemote('join-code', () => api.organizations.joinCode())

  async function copy(joinCode: string, link: string): Promise<void> {
    const text = `请申请加入“${unitName}”：打开 ${link} ，或在小程序“加入单位”里输入单位码 ${joinCode}。`
    toast((await copyText(text)) ? '已复制，可以发给本单位职工' : '没有复制成功，请长按上面的单位码复制')
  }

  return (
    <AppPage title="单位二维码">
      <Loaded remote={remote}>
        {({ joinCode, text }) => (
          <View className="ui-code-page join-code">
            <Heading level={1} className="ui-heading-display">
              {unitName}
            </Heading>
            <QrImage text={text} size={288} label={`${unitName}的单位二维码`} />
            <Text>用微信“扫一扫”，或在小程序里点“加入单位”扫码</Text>
            <Text className="ui-soft">不方便扫码的，在“加入单位”里输入单位码</Text>
            <Digits value={joinCode} label="单位码" groupSize={4} />
            <Button kind="secondary" onPress={() => void copy(joinCode, text)}>
              复制邀请文字
            </Button>
            <Text className="ui-soft">申请后还要由经办人在“待确认学员”里确认</Text>
          </View>
        )}
      </Loaded>
    </AppPage>
  )
}
