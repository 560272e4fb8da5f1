import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { ASSESSMENT_RESULTS, labelOf } from '@jijiao/shared/codes'
import { LAST_LEGACY_YEAR } from '@jijiao/shared/legacy'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { Button, Card, Empty, type Fact, Facts, List, ListItem, Tabs } from '../../ui'
import { dayInWords, daysText } from '../calendar'
import { AppPage, LoadedPages } from '../shell'

type Shown = 'records' | 'certificates'
const NOTE = `${LAST_LEGACY_YEAR} 年及以前的资料来自旧系统，由单位绑定旧单位后导入。没有看到的，请联系单位经办人。`

/** What the old system left about me. */
export function Legacy() {
  const [shown, setShown] = useState<Shown>('records')
  return (
    <AppPage title="历史记录">
      <Tabs
        label="历史资料"
        value={shown}
        options={[
          { value: 'records', label: '学时' },
          { value: 'certificates', label: '证书' },
        ]}
        onChange={setShown}
      />
      {shown === 'records' ? <Records /> : <Certificates />}
    </AppPage>
  )
}

function Records() {
  const remote = useRemotePages('my-legacy-records', (cursor) => api.legacy.myRecords({ query: { cursor } }), {
    isKept: true,
  })
  return (
    <LoadedPages remote={remote} empty={<Empty icon="clock" title="没有历史学时" note={NOTE} />}>
      {(records) => (
        <List>
          {records.map(({ id, year, courseName, category, certifiedTenths, provider, startsOn, endsOn, unitName }) => (
            <ListItem
              key={id}
              title={<Text className="ui-strong">{courseName}</Text>}
              note={
                <View>
                  <View>{`${year} 年 · ${COURSE_CATEGORY_LABELS[category]}`}</View>
                  {startsOn && endsOn && <View>{daysText(startsOn, endsOn)}</View>}
                  <View>{provider ?? unitName}</View>
                </View>
              }
              end={`${formatCreditHours(certifiedTenths)} 学时`}
            />
          ))}
        </List>
      )}
    </LoadedPages>
  )
}

function Certificates() {
  const remote = useRemotePages(
    'my-legacy-certificates',
    (cursor) => api.legacy.myCertificates({ query: { cursor } }),
    { isKept: true },
  )
  return (
    <LoadedPages remote={remote} empty={<Empty icon="certificate" title="没有历史证书" note={NOTE} />}>
      {(certificates) =>
        certificates.map((certificate) => {
          const { id, year, number, unitName, totalTenths, issuedOn, result } = certificate
          const facts: readonly (Fact | null)[] = [
            { name: '证书编号', value: number },
            { name: '单位', value: unitName },
            { name: '公需课', value: `${formatCreditHours(certificate.publicTenths)} 学时` },
            { name: '专业课', value: `${formatCreditHours(certificate.professionalTenths)} 学时` },
            { name: '个人选修', value: `${formatCreditHours(certificate.electiveTenths)} 学时` },
            { name: '总学时', value: `${formatCreditHours(totalTenths)} 学时` },
            result ? { name: '年度验证', value: labelOf(ASSESSMENT_RESULTS, result) } : null,
            issuedOn ? { name: '发证日期', value: dayInWords(issuedOn) } : null,
          ]
          return (
            <Card key={id} title={`${year} 年度`}>
              <View className="ui-stack">
                <Facts facts={facts.filter((fact) => fact !== null)} />
                <Button kind="secondary" onPress={() => open('myLegacyCertificate', { certificateId: id })}>
                  查看证书
                </Button>
              </View>
            </Card>
          )
        })
      }
    </LoadedPages>
  )
}
