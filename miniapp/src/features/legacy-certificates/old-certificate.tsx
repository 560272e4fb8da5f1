import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { ASSESSMENT_RESULTS, labelOf } from '@jijiao/shared/codes'
import type { LegacyPrintView } from '@jijiao/shared/legacy'
import { Text, View } from '@tarojs/components'
import { api, type Remote, useRemote } from '../../api'
import { PRINTS_PAGES, printPage } from '../../platform/print-page'
import { Banner, Button, Card, Empty, type Fact, Facts, Heading, List, ListItem, SectionTitle } from '../../ui'
import { dayInWords, daysText } from '../calendar'
import { AppPage, Loaded } from '../shell'

/** One of the unit's people's: the whole ID number stands there, and that somebody looked is kept. */
export function OldCertificate({ certificateId }: { readonly certificateId: string }) {
  const params = { certificateId }
  const remote = useRemote(`legacy-certificate:${certificateId}`, () => api.legacy.certificate({ params }))
  return <Print remote={remote} note="这里显示完整的身份证号，您的这次查看已记入操作记录。" />
}

/** One of my own. */
export function MyOldCertificate({ certificateId }: { readonly certificateId: string }) {
  const params = { certificateId }
  const remote = useRemote(`my-legacy-certificate:${certificateId}`, () => api.legacy.myCertificate({ params }))
  return <Print remote={remote} note="证书由旧系统签发，没有核验二维码；他人可以在“核验证书”里输入编号和姓名核验。" />
}

type PrintProps = { readonly remote: Remote<LegacyPrintView>; readonly note: string }

function Print({ remote, note }: PrintProps) {
  return (
    <AppPage
      title="旧系统证书"
      footer={
        PRINTS_PAGES && remote.data ? (
          <Button icon="image" onPress={printPage}>
            打印
          </Button>
        ) : undefined
      }
    >
      <Loaded remote={remote}>
        {(certificate) => (
          <>
            <Banner tone="info" icon="info">
              {note}
            </Banner>
            <Card>
              <View className="ui-stack">
                <Heading level={1}>{`${certificate.year} 年度继续教育证书`}</Heading>
                <Facts facts={factsOf(certificate)} />
              </View>
            </Card>
            <SectionTitle>当年的课程</SectionTitle>
            <Courses certificate={certificate} />
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function factsOf(certificate: LegacyPrintView): readonly Fact[] {
  const { number, name, residentId, unitName, series, totalTenths, result, issuedOn } = certificate
  const facts: readonly (Fact | null)[] = [
    { name: '证书编号', value: number },
    { name: '姓名', value: name },
    { name: '身份证号', value: residentId },
    { name: '单位', value: unitName },
    series ? { name: '系列', value: series } : null,
    { name: '公需课', value: `${formatCreditHours(certificate.publicTenths)} 学时` },
    { name: '专业课', value: `${formatCreditHours(certificate.professionalTenths)} 学时` },
    { name: '个人选修', value: `${formatCreditHours(certificate.electiveTenths)} 学时` },
    { name: '总学时', value: `${formatCreditHours(totalTenths)} 学时` },
    result ? { name: '年度验证', value: labelOf(ASSESSMENT_RESULTS, result) } : null,
    issuedOn ? { name: '发证日期', value: dayInWords(issuedOn) } : null,
  ]
  return facts.filter((fact) => fact !== null)
}

function Courses({ certificate: { records } }: { readonly certificate: LegacyPrintView }) {
  if (records.length === 0) return <Empty icon="list" title="旧系统里没有当年的课程" />
  return (
    <List>
      {records.map(({ id, courseName, category, certifiedTenths, provider, startsOn, endsOn }) => (
        <ListItem
          key={id}
          title={<Text className="ui-strong">{courseName}</Text>}
          note={[COURSE_CATEGORY_LABELS[category], startsOn && endsOn && daysText(startsOn, endsOn), provider]
            .filter(Boolean)
            .join(' · ')}
          end={`${formatCreditHours(certifiedTenths)} 学时`}
        />
      ))}
    </List>
  )
}
