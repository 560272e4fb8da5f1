import {
  CERTIFICATE_STATE_LABELS,
  type CertificateView,
  formatCertificateNumber,
  YEAR_VERDICT_LABELS,
} from '@jijiao/shared/certificates'
import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { Text, View } from '@tarojs/components'
import { open, replace } from '../../platform/navigation'
import { Banner, Button, Card, Facts, Heading, List, ListItem, SectionTitle, StatusTag } from '../../ui'
import { dayInWords } from '../calendar'
import { AppPage, Loaded } from '../shell'
import { CertificateFiles } from './certificate-files'
import { useCertificate } from './use-certificate'
import { CERTIFICATE_ADVICE, CERTIFICATE_TONES, totalWords } from './words'

/** One certificate: what it says, its picture and file, and the code for who verifies it. */
export function CertificateDetail({ certificateId }: { readonly certificateId: string }) {
  const remote = useCertificate(certificateId)
  const isShown = remote.data?.state === 'valid'
  return (
    <AppPage
      title="证书"
      footer={
        isShown && (
          <Button icon="scan" onPress={() => open('certificateCode', { certificateId })}>
            出示给核验人
          </Button>
        )
      }
    >
      <Loaded remote={remote}>
        {(certificate) => (
          <>
            <Summary certificate={certificate} />
            {certificate.abilities.print && <CertificateFiles certificate={certificate} />}
            <Contents certificate={certificate} />
            <Courses certificate={certificate} />
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function Summary({ certificate }: { readonly certificate: CertificateView }) {
  const { year, state, reason, supersededById, isOutdated } = certificate
  return (
    <>
      <Card>
        <View className="ui-stack-close">
          <StatusTag tone={CERTIFICATE_TONES[state]}>{CERTIFICATE_STATE_LABELS[state]}</StatusTag>
          <Heading level={1}>{`${year} 年度继续教育证书`}</Heading>
          <Text className="ui-strong">{totalWords(certificate)}</Text>
          <Text className="ui-soft">{CERTIFICATE_ADVICE[state]}</Text>
          {reason && <Text>{`原因：${reason}`}</Text>}
        </View>
      </Card>
      {isOutdated && state === 'valid' && (
        <Banner tone="warn" icon="info">
          发证以后您的学时有变化，单位重新统计后会换发新证书
        </Banner>
      )}
      {supersededById && (
        <Button onPress={() => replace('myCertificate', { certificateId: supersededById })}>查看新证书</Button>
      )}
    </>
  )
}

function Contents({ certificate }: { readonly certificate: CertificateView }) {
  const { number, name, residentId, unit, sums, verdict, issuedOn, issuingBody } = certificate
  return (
    <Card title="证书内容">
      <Facts
        facts={[
          { name: '证书编号', value: formatCertificateNumber(number) },
          { name: '姓名', value: name },
          { name: '身份证号', value: residentId },
          { name: '单位', value: unit.name },
          ...sums.map(({ category, courseCount, creditHourTenths }) => ({
            name: COURSE_CATEGORY_LABELS[category],
            value: `${courseCount} 门，${formatCreditHours(creditHourTenths)} 学时`,
          })),
          { name: '年度验证', value: YEAR_VERDICT_LABELS[verdict] },
          { name: '发证机关', value: issuingBody },
          { name: '发证日期', value: dayInWords(issuedOn) },
        ]}
      />
    </Card>
  )
}

function Courses({ certificate: { courses } }: { readonly certificate: CertificateView }) {
  if (courses.length === 0) return null
  return (
    <>
      <SectionTitle>计入的课程</SectionTitle>
      <List>
        {courses.map(({ name, category, creditHourTenths }, index) => (
          <ListItem
            key={`${index}${name}`}
            title={name}
            note={COURSE_CATEGORY_LABELS[category]}
            end={`${formatCreditHours(creditHourTenths)} 学时`}
          />
        ))}
      </List>
    </>
  )
}
