import { KeptScanList } from '../../features/check-in'
import { TodaysCheckIn } from '../../features/my-attendance'
import { MyClassList } from '../../features/my-classes'
import { YearCard } from '../../features/my-year'
import { PersonOnly } from '../../features/session'
import { AppPage } from '../../features/shell'
import { open } from '../../platform/navigation'
import { List, ListItem } from '../../ui'

export default function StudyPage() {
  return (
    <AppPage title="学习" isTab>
      <PersonOnly icon="book" title="登录后查看培训班和考勤">
        <KeptScanList />
        <TodaysCheckIn />
        <YearCard />
        <List>
          <ListItem
            icon="calendar"
            title="我的考勤"
            note="每一次签到的时间和结果"
            onPress={() => open('myAttendance')}
          />
          <ListItem
            icon="list"
            title="学时记录"
            note="已认定和待认定的学时，申报学时"
            onPress={() => open('myRecords')}
          />
          <ListItem
            icon="certificate"
            title="我的证书"
            note="查看、保存和出示证书"
            onPress={() => open('myCertificates')}
          />
          <ListItem icon="building" title="我的单位" note="绑定状态，查找单位" onPress={() => open('myUnit')} />
        </List>
        <MyClassList />
      </PersonOnly>
    </AppPage>
  )
}
