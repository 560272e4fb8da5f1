import { COURSE_CATEGORY_LABELS, formatCreditHours, type MyClassView } from '@jijiao/shared/classes'
import { View } from '@tarojs/components'
import { Card, Facts, Heading } from '../../ui'
import { daysText } from '../calendar'
import { ClassStateTag } from './class-state-tag'

export function ClassFacts({ item }: { readonly item: MyClassView }) {
  return (
    <Card>
      <View className="ui-stack">
        <View className="ui-stack-close">
          <ClassStateTag item={item} />
          <Heading level={1}>{item.name}</Heading>
        </View>
        <Facts
          facts={[
            { name: '时间', value: daysText(item.startsOn, item.endsOn) },
            { name: '地点', value: item.place },
            { name: '课程', value: `${item.courseName}（${COURSE_CATEGORY_LABELS[item.category]}）` },
            { name: '学时', value: `${formatCreditHours(item.creditHourTenths)} 学时` },
            { name: '主办单位', value: item.organization.name },
          ]}
        />
      </View>
    </Card>
  )
}
