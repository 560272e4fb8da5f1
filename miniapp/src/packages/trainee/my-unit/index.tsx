import { PersonOnly } from '../../../features/session'
import { AppPage } from '../../../features/shell'
import { MyUnit } from '../../../features/unit-binding'
import { open } from '../../../platform/navigation'
import { List, ListItem, SectionTitle } from '../../../ui'

export default function MyUnitPage() {
  return (
    <AppPage title="我的单位">
      <PersonOnly icon="building" title="登录后查看和绑定单位">
        <MyUnit />
        <SectionTitle>单位看到的信息</SectionTitle>
        <List>
          <ListItem
            icon="person"
            title="个人信息"
            note="学历、资格和联系方式，换了要及时更新"
            onPress={() => open('profile')}
          />
        </List>
      </PersonOnly>
    </AppPage>
  )
}
