import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { CATEGORY_STATE_LABELS, type NextStep, YEAR_STANDING_LABELS } from '@jijiao/shared/rule-sets'
import type { MyYearView, YearVerdictView } from '@jijiao/shared/years'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { open } from '../../platform/navigation'
import type { PageName } from '../../routes'
import { Banner, Button, Card, Empty, List, ListItem, SectionTitle, SelectField, StatusTag } from '../../ui'
import { dayInWords, daysText, today, yearOptions } from '../calendar'
import { AppPage, Loaded } from '../shell'
import { Bar, Ring } from './meters'
import { useMyYear } from './use-my-year'
import { CATEGORY_TONES, type Part, partWords, ruleSetWords, STANDING_TONES, type YearClass } from './words'

const thisYear = () => Number(today().slice(0, 4))
const YEARS = yearOptions()
/** Where each next step is done. */
const STEPS: Readonly<Record<NextStep, { readonly page: PageName; readonly note: string }>> = {
  earn: { page: 'myRecordForm', note: '参加培训班，或申报在别处学到的学时' },
  await: { page: 'myRecords', note: '看看申报到哪一步了' },
  explain: { page: 'myUnit', note: '查看单位和联系方式' },
}

/** 我的学时: what a year asks for, what is there, and what to do. */
export function MyYear({ year: given }: { readonly year: string | undefined }) {
  const [year, setYear] = useState(given ?? String(thisYear()))
  const remote = useMyYear(Number(year))
  return (
    <AppPage
      title="我的学时"
      footer={
        <Button icon="plus" onPress={() => open('myRecordForm')}>
          申报学时
        </Button>
      }
    >
      <SelectField label="年度" value={year} options={YEARS} onChange={setYear} />
      <Loaded remote={remote}>{(view) => (view ? <Year view={view} /> : <NoProfile />)}</Loaded>
      <List>
        <ListItem icon="list" title="学时记录" note="每一条记录和办理经过" onPress={() => open('myRecords')} />
        <ListItem icon="certificate" title="我的证书" onPress={() => open('myCertificates')} />
      </List>
    </AppPage>
  )
}

function NoProfile() {
  return (
    <Empty icon="person" title="先填写个人信息" note="填写学历、资格等信息，才知道您一年应有多少学时。">
      <Button onPress={() => open('profile')}>填写个人信息</Button>
    </Empty>
  )
}

function Year({ view: { year, unit, verdict, underWay, openClasses } }: { readonly view: MyYearView }) {
  return (
    <>
      {!unit && (
        <Banner tone="warn" icon="building">
          您还没有绑定单位。绑定后才能参加单位的培训班、申报学时
        </Banner>
      )}
      {verdict ? (
        <Verdict verdict={verdict} year={year} />
      ) : (
        <Empty
          icon="info"
          title={`还没有 ${year} 年的学时要求`}
          note="您所在的地区还没有公布这一年的要求。已经认定的学时都在学时记录里。"
        />
      )}
      <Classes title="正在学的培训班" classes={underWay} />
      <Classes title="单位还能报名的培训班" classes={openClasses} note="请联系单位经办人，由单位录入" />
    </>
  )
}

function Verdict({ verdict, year }: { readonly verdict: YearVerdictView; readonly year: number }) {
  const { standing, total, categories, exemptions, advice, failures, warnings, ruleSet } = verdict
  return (
    <>
      <Card>
        <View className="year-total">
          <Ring part={total} label={`${year} 年总学时`} />
          <View className="ui-list-main ui-stack-close">
            <StatusTag tone={STANDING_TONES[standing]}>{YEAR_STANDING_LABELS[standing]}</StatusTag>
            <Text>{partWords(total)}</Text>
            <Text className="ui-soft">{`${dayInWords(total.deadlineOn)}截止`}</Text>
          </View>
        </View>
      </Card>
      <Card title="各类学时">
        {categories.map((part) => (
          <CategoryPart key={part.category} part={part} name={COURSE_CATEGORY_LABELS[part.category]} />
        ))}
      </Card>
      {exemptions.length > 0 && (
        <Card title="个人减免">
          <View className="ui-stack-close">
            {exemptions.map(({ code, text }) => (
              <Text key={code}>{text}</Text>
            ))}
          </View>
        </Card>
      )}
      {advice.length > 0 && (
        <>
          <SectionTitle>接下来做什么</SectionTitle>
          <List>
            {advice.map(({ step, text }) => (
              <ListItem
                key={text}
                icon={step === 'await' ? 'clock' : 'alert'}
                title={text}
                note={STEPS[step].note}
                onPress={() => open(STEPS[step].page)}
              />
            ))}
          </List>
        </>
      )}
      {[...failures, ...warnings].length > 0 && (
        <Card title="还要注意">
          <View className="ui-stack-close">
            {[...failures, ...warnings].map(({ text }) => (
              <Text key={text}>{text}</Text>
            ))}
          </View>
        </Card>
      )}
      <View className="ui-row">
        <Text className="ui-soft ui-list-main">{`依据：${ruleSetWords(ruleSet)}`}</Text>
        {!ruleSet.verified && <StatusTag tone="warn">未经人社部门核实</StatusTag>}
      </View>
    </>
  )
}

function CategoryPart({ part, name }: { readonly part: Part; readonly name: string }) {
  return (
    <View className="year-part ui-stack-close">
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{name}</Text>
        <StatusTag tone={CATEGORY_TONES[part.state]}>{CATEGORY_STATE_LABELS[part.state]}</StatusTag>
      </View>
      <Bar part={part} label={name} />
      <Text className="ui-soft">{partWords(part)}</Text>
    </View>
  )
}

type ClassesProps = { readonly title: string; readonly classes: readonly YearClass[]; readonly note?: string }

function Classes({ title, classes, note }: ClassesProps) {
  if (classes.length === 0) return null
  return (
    <>
      <SectionTitle>{title}</SectionTitle>
      {note && <Text className="ui-soft">{note}</Text>}
      <List>
        {classes.map(({ id, name, category, startsOn, endsOn, creditHourTenths }) => (
          <ListItem
            key={id}
            icon="book"
            title={name}
            note={`${COURSE_CATEGORY_LABELS[category]} · ${daysText(startsOn, endsOn)}`}
            end={`${formatCreditHours(creditHourTenths)} 学时`}
            onPress={note ? undefined : () => open('myClass', { classId: id })}
          />
        ))}
      </List>
    </>
  )
}
