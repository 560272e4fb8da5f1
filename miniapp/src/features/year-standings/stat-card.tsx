import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { YEAR_OUTLOOK_LABELS, type YearOutlook, type YearSummaryView } from '@jijiao/shared/years'
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y, Card, Heading } from '../../ui'
import { OutlookTag, percentOf } from './words'
import './stat-card.scss'

type StatCardProps = {
  readonly title: string
  readonly summary: YearSummaryView
  /** When it was counted, and what can be done about it. */
  readonly children?: ReactNode
}

/** Who will miss the year, at a glance: how many, out of how many, and in which category their hours are short. */
export function StatCard({ title, summary: { people, outlooks, categories }, children }: StatCardProps) {
  const numberOf = (outlook: YearOutlook) => outlooks.find((one) => one.outlook === outlook)?.people ?? 0
  const willMiss = numberOf('willMiss')
  const short = categories.filter(({ shortPeople }) => shortPeople > 0)
  return (
    <Card>
      <View className="ui-stack">
        <View>
          <Text className="ui-soft">{title}</Text>
          <Heading level={1}>
            {willMiss > 0 ? `${willMiss} 人不达标，共 ${people} 人` : `没有人不达标，共 ${people} 人`}
          </Heading>
        </View>
        {people > 0 && (
          <View className="ui-columns">
            <View className="ui-column">
              <OutlookBar outlooks={outlooks} people={people} />
              <View className="stat-legend">
                {outlooks.map((one) => (
                  <View key={one.outlook} className="stat-legend-item">
                    <OutlookTag outlook={one.outlook} />
                    <Text>{`${one.people} 人（${percentOf(one.people, people)}%）`}</Text>
                  </View>
                ))}
              </View>
            </View>
            {short.length > 0 && (
              <View className="ui-column">
                {short.map(({ category, shortPeople, shortTenths }) => (
                  <View key={category}>
                    <View className="ui-row">
                      <Text className="ui-list-main">{`${COURSE_CATEGORY_LABELS[category]}不足`}</Text>
                      <Text className="ui-soft">
                        {`${shortPeople} 人，共差 ${formatCreditHours(shortTenths)} 学时`}
                      </Text>
                    </View>
                    <View className="stat-bar" {...a11y({ hidden: true })}>
                      <View className="stat-short" style={{ width: `${percentOf(shortPeople, people)}%` }} />
                    </View>
                  </View>
                ))}
              </View>
            )}
          </View>
        )}
        {children}
      </View>
    </Card>
  )
}

type OutlookBarProps = Pick<YearSummaryView, 'outlooks' | 'people'>

/** One line for everybody, divided by how the year will end. The legend below says the same in words. */
function OutlookBar({ outlooks, people }: OutlookBarProps) {
  const label = outlooks.map((one) => `${YEAR_OUTLOOK_LABELS[one.outlook]} ${one.people} 人`).join('，')
  return (
    <View className="stat-bar stat-bar-tall" {...a11y({ role: 'img', label })}>
      {outlooks
        .filter((one) => one.people > 0)
        .map((one) => (
          <View
            key={one.outlook}
            className={`stat-${one.outlook}`}
            style={{ width: `${(one.people / people) * 100}%` }}
          />
        ))}
    </View>
  )
}
