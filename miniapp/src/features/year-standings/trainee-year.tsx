import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { CATEGORY_STATE_LABELS, YEAR_STANDING_LABELS } from '@jijiao/shared/rule-sets'
import type { YearVerdictView } from '@jijiao/shared/years'
import { outlookOf, YEAR_OUTLOOK_LABELS } from '@jijiao/shared/years'
import { Text, View } from '@tarojs/components'
import { api, useRemote } from '../../api'
import { Banner, Card, type Column, Empty, Facts, Heading, Records, StatusTag } from '../../ui'
import { dayInWords } from '../calendar'
import { AppPage, Loaded } from '../shell'
import { OutlookTag, thisYear } from './words'

type TraineeYearProps = { readonly traineeId: string; readonly year: string | undefined }

/** A trainee's year, explained: what is needed, what is there, what is missing and what would help. */
export function TraineeYear({ traineeId, year = thisYear }: TraineeYearProps) {
  const remote = useRemote(`trainee-year:${traineeId}:${year}`, () =>
    api.years.ofTrainee({ params: { traineeId, year: Number(year) } }),
  )
  return (
    <AppPage title="年度学时" wide>
      <Loaded remote={remote}>
        {({ name, year: of, verdict }) => (
          <>
            <Card>
              <View className="ui-row">
                <Heading level={1}>{`${name}，${of} 年`}</Heading>
                {verdict && <OutlookTag outlook={outlookOf(verdict.standing)} />}
              </View>
              {verdict && <StandingNote verdict={verdict} />}
            </Card>
            {verdict ? (
              <Explained verdict={verdict} />
            ) : (
              <Empty icon="info" title="没有可用的学时要求" note="人社主管部门还没有发布这一年的学时要求。" />
            )}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

/** What the tag beside the name does not say already. */
function StandingNote({ verdict: { standing } }: { readonly verdict: YearVerdictView }) {
  const label = YEAR_STANDING_LABELS[standing]
  return label === YEAR_OUTLOOK_LABELS[outlookOf(standing)] ? null : <Text className="ui-soft">{label}</Text>
}

type Part = YearVerdictView['categories'][number]

function Explained({ verdict }: { readonly verdict: YearVerdictView }) {
  const { ruleSet, categories, total, exemptions, failures, warnings, advice } = verdict
  const findings = [...failures, ...warnings]
  return (
    <>
      {!ruleSet.verified && (
        <Banner tone="warn" icon="alert">
          学时要求还没有经人社主管部门确认，结果仅供参考
        </Banner>
      )}
      <Records
        label="各类学时"
        items={categories}
        idOf={({ category }) => category}
        nameOf={({ category }) => COURSE_CATEGORY_LABELS[category]}
        columns={COLUMNS}
        renderCard={(part) => <PartCard part={part} />}
      />
      <Card title="合计">
        <Facts
          facts={[
            { name: '应修', value: `${formatCreditHours(total.needTenths)} 学时` },
            { name: '已修', value: `${formatCreditHours(total.countedTenths)} 学时` },
            { name: '待认定', value: `${formatCreditHours(total.pendingTenths)} 学时` },
            { name: '还差', value: `${formatCreditHours(total.shortTenths)} 学时` },
            { name: '截止', value: dayInWords(total.deadlineOn) },
            ...exemptions.map(({ text }) => ({ name: '个人减免', value: text })),
          ]}
        />
      </Card>
      {findings.length > 0 && (
        <Card title="没有达到的要求和提醒">
          <View className="ui-stack">
            {findings.map(({ text, severity }) => (
              <View key={text} className="ui-row">
                <StatusTag tone={severity === 'failure' ? 'bad' : 'warn'}>
                  {severity === 'failure' ? '未达到' : '提醒'}
                </StatusTag>
                <Text className="ui-list-main">{text}</Text>
              </View>
            ))}
          </View>
        </Card>
      )}
      {advice.length > 0 && (
        <Card title="下一步">
          <View className="ui-stack">
            {advice.map(({ text }) => (
              <Text key={text}>{text}</Text>
            ))}
          </View>
        </Card>
      )}
    </>
  )
}

const COLUMNS: readonly Column<Part>[] = [
  { title: '课程类型', value: ({ category }) => COURSE_CATEGORY_LABELS[category] },
  { title: '应修', isNumber: true, value: ({ needTenths }) => formatCreditHours(needTenths) },
  { title: '已修', isNumber: true, value: ({ countedTenths }) => formatCreditHours(countedTenths) },
  { title: '待认定', isNumber: true, value: ({ pendingTenths }) => formatCreditHours(pendingTenths) },
  { title: '还差', isNumber: true, value: ({ shortTenths }) => formatCreditHours(shortTenths) },
  { title: '截止', value: ({ deadlineOn }) => dayInWords(deadlineOn) },
  { title: '状态', value: ({ state }) => <StateTag state={state} /> },
]

function StateTag({ state }: { readonly state: Part['state'] }) {
  const tone = state === 'short' || state === 'missed' ? 'bad' : state === 'waiting' ? 'warn' : 'good'
  return <StatusTag tone={tone}>{CATEGORY_STATE_LABELS[state]}</StatusTag>
}

function PartCard({ part }: { readonly part: Part }) {
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{COURSE_CATEGORY_LABELS[part.category]}</Text>
        <StateTag state={part.state} />
      </View>
      <Text className="ui-list-note">
        {`已修 ${formatCreditHours(part.countedTenths)}/${formatCreditHours(part.needTenths)} 学时，待认定 ${formatCreditHours(part.pendingTenths)}`}
      </Text>
      {part.shortTenths > 0 && (
        <Text className="ui-list-note">
          {`还差 ${formatCreditHours(part.shortTenths)} 学时，${dayInWords(part.deadlineOn)}截止`}
        </Text>
      )}
    </>
  )
}
