import { Text, View } from '@tarojs/components'
import { useDisplay } from '../../features/display'
import { useSession } from '../../features/session'
import { AppPage } from '../../features/shell'
import { open } from '../../platform/navigation'
import { Button, Card, Heading, Icon, List, ListItem, SectionTitle, Switch } from '../../ui'
import './index.scss'

export default function MePage() {
  const session = useSession((state) => state.session)
  const { isElder, setElder } = useDisplay()
  return (
    <AppPage title="我的" isTab>
      {!session && <GuestCard />}
      <SectionTitle>显示</SectionTitle>
      <List>
        <Switch checked={isElder} onChange={setElder}>
          <Text>大字版</Text>
          <Text className="ui-list-note">文字和按钮都会变大</Text>
        </Switch>
      </List>
      <SectionTitle>关于</SectionTitle>
      <List>
        <ListItem title="版本" end={APP_VERSION} />
      </List>
    </AppPage>
  )
}

function GuestCard() {
  return (
    <Card>
      <View className="me-person">
        <View className="me-face">
          <Icon name="person" />
        </View>
        <View>
          <Heading level={1}>您还没有登录</Heading>
          <Text className="ui-soft">登录后可以看到自己的单位、培训班和考勤</Text>
        </View>
      </View>
      <View className="me-actions">
        <Button onPress={() => open('signIn')}>登录</Button>
        <Button kind="secondary" onPress={() => open('register')}>
          注册账号
        </Button>
      </View>
    </Card>
  )
}
