import type { MyClassView } from '@jijiao/shared/classes'
import { Text, View } from '@tarojs/components'
import { open } from '../../platform/navigation'
import { Button, Empty, List, ListItem, SectionTitle } from '../../ui'
import { daysText, today } from '../calendar'
import { LoadedPages } from '../shell'
import { groupClasses } from './class-groups'
import { ClassStateTag } from './class-state-tag'
import { useMyClasses } from './use-my-classes'

/** My classes: those that run now, those to come, those that are over. */
export function MyClassList() {
  const classes = useMyClasses()
  return (
    <LoadedPages
      remote={classes}
      empty={
        <Empty
          icon="book"
          title="还没有培训班"
          note="单位确认您的绑定、把您录入培训班以后，这里会显示培训班的时间和地点。"
        >
          <Button kind="secondary" onPress={() => open('myUnit')}>
            查看我的单位
          </Button>
        </Empty>
      }
    >
      {(items) => {
        const { current, upcoming, past } = groupClasses(items, today())
        return (
          <>
            <Group title="正在进行" classes={current} />
            <Group title="即将开始" classes={upcoming} />
            <Group title="已经结束" classes={past} />
          </>
        )
      }}
    </LoadedPages>
  )
}

function Group({ title, classes }: { readonly title: string; readonly classes: readonly MyClassView[] }) {
  if (classes.length === 0) return null
  return (
    <>
      <SectionTitle>{title}</SectionTitle>
      <List>
        {classes.map((item) => (
          <ListItem
            key={item.id}
            title={
              <View className="ui-stack-close">
                <ClassStateTag item={item} />
                <Text>{item.name}</Text>
              </View>
            }
            note={
              <View>
                <View>{daysText(item.startsOn, item.endsOn)}</View>
                <View>{item.place}</View>
              </View>
            }
            onPress={() => open('myClass', { classId: item.id })}
          />
        ))}
      </List>
    </>
  )
}
