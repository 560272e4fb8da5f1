import { Text, View } from '@tarojs/components'
import { useSession } from '../../api'
import { SizeOffer } from '../../features/display'
import { YearCard } from '../../features/my-year'
import { NoticeRenewal } from '../../features/session'
import { AppPage, useRole } from '../../features/shell'
import { UnitDesk } from '../../features/unit-desk'
import { open } from '../../platform/navigation'
import { useWide } from '../../platform/use-wide'
import { Button, Card, Heading, Icon, List, ListItem, Pressable } from '../../ui'
import './index.scss'

export default function HomePage() {
  const isSignedIn = useSession(({ session }) => session !== null)
  const isUnitAccount = useSession(({ session }) => Boolean(session?.unitAccountOf))
  const isRealName = useSession(({ session }) => session?.account.isRealName ?? false)
  const role = useRole()
  const isPerson = role === 'person' && isRealName
  const isActing = useSession(({ session }) => Boolean(session?.actingAs))
  const isAtDesk = useWide() && isActing
  // Nobody scans with a desk's screen what stands on a screen.
  const mayScan = !isUnitAccount && !isAtDesk
  return (
    <AppPage title="首页" isTab wide={isAtDesk}>
      <View className="home-welcome">
        <Heading level={1} className="ui-heading-display">
          继续教育
        </Heading>
        <Text className="ui-soft">签到、培训班和学时，在这里一次办好</Text>
      </View>
      <SizeOffer />
      <NoticeRenewal />
      {/* Who acts for an organization has come for its business; they may be a trainee somewhere all the same. */}
      {mayScan && !isActing && <CheckInCard />}
      {isPerson && <YearCard />}
      <UnitDesk />
      {mayScan && isActing && <CheckInCard />}
      {!isSignedIn && <GuestCard />}
      {mayScan && <VerifyEntry />}
    </AppPage>
  )
}

function CheckInCard() {
  return (
    <Pressable className="home-scan" onPress={() => open('checkIn')}>
      <View className="home-scan-mark">
        <Icon name="scan" />
      </View>
      <View className="ui-list-main">
        <Text className="home-scan-title">扫码签到</Text>
        <Text className="home-scan-note">对准现场屏幕上的签到码，也可以输入六位数字</Text>
      </View>
      <Icon name="chevron-right" />
    </Pressable>
  )
}

/** For everybody: whoever holds a certificate of somebody else's in the hand. */
function VerifyEntry() {
  return (
    <List>
      <ListItem icon="certificate" title="核验证书" note="扫码或输入编号，查证书真伪" onPress={() => open('verify')} />
    </List>
  )
}

function GuestCard() {
  return (
    <Card title="登录后可以">
      <View className="home-benefits">
        <Benefit>查看自己的培训班和考勤</Benefit>
        <Benefit>加入所在单位，由单位确认</Benefit>
        <Benefit>单位经办人办理班级和签到</Benefit>
      </View>
      <View className="home-actions">
        <Button onPress={() => open('signIn')}>登录</Button>
        <Button kind="secondary" onPress={() => open('register')}>
          注册账号
        </Button>
      </View>
    </Card>
  )
}

function Benefit({ children }: { readonly children: string }) {
  return (
    <View className="home-benefit">
      <Icon name="check" />
      <Text>{children}</Text>
    </View>
  )
}
