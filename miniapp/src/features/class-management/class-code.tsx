import { classLink } from '@jijiao/shared/classes'
import { Text, View } from '@tarojs/components'
import { copyText } from '../../platform/clipboard'
import { serverOrigin } from '../../platform/server-origin'
import { useCodeDisplay } from '../../platform/use-code-display'
import { Button, Heading, QrImage, toast } from '../../ui'
import { daysText } from '../calendar'
import { AppPage, Loaded } from '../shell'
import { useClass } from './use-class'

/** For the trainees to scan, or to be sent or printed: it leads to the class, and checks nobody in. */
export function ClassCode({ classId }: { readonly classId: string }) {
  useCodeDisplay()
  const remote = useClass(classId)
  const link = classLink(serverOrigin(), classId)

  async function copy(name: string): Promise<void> {
    const text = `“${name}”的时间、地点和课表：打开 ${link}`
    toast((await copyText(text)) ? '已复制，可以发给学员' : '没有复制成功，请让学员扫码')
  }

  return (
    <AppPage title="培训班二维码">
      <Loaded remote={remote}>
        {({ name, startsOn, endsOn, place }) => (
          <View className="ui-code-page">
            <Heading level={1} className="ui-heading-display">
              {name}
            </Heading>
            <QrImage text={link} size={288} label={`${name}的二维码`} />
            <Text>学员用微信“扫一扫”查看时间、地点、课表和自己的考勤</Text>
            <Text className="ui-soft">{`${daysText(startsOn, endsOn)}，${place}`}</Text>
            <Button kind="secondary" onPress={() => void copy(name)}>
              复制通知文字
            </Button>
            <Text className="ui-soft">这个码不能签到；签到码在“考勤签到”里出示。</Text>
          </View>
        )}
      </Loaded>
    </AppPage>
  )
}
