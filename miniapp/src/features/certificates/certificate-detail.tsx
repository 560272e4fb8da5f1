import {
  CERTIFICATE_ACTION_LABELS,
  type CertificateAction,
  type CertificateView,
  formatCertificateNumber,
} from '@jijiao/shared/certificates'
import { COURSE_CATEGORY_LABELS, formatCreditHours } from '@jijiao/shared/classes'
import { labelOf, QUALIFICATION_SERIES } from '@jijiao/shared/codes'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { open, replace } from '../../platform/navigation'
import {
  Button,
  Card,
  type Column,
  Facts,
  FormError,
  Heading,
  List,
  ListItem,
  Records,
  StatusTag,
  toast,
} from '../../ui'
import { dayAndClock, dayInWords } from '../calendar'
import { DecisionSheet } from '../decisions'
import { AppPage, Loaded } from '../shell'
import { usePrinting } from './use-printing'
import { countInWords, stateOf } from './words'

const MOVES = ['regenerate', 'suspend', 'resume', 'revoke'] as const satisfies readonly CertificateAction[]
type Move = (typeof MOVES)[number]
const REASON_MAX = 200
const WORDS: Readonly<Record<Move, { readonly message: string; readonly reasons: readonly string[] }>> = {
  regenerate: {
    message: '用新的编号换发一份证书，旧证书作废；扫旧证书的二维码会提示已换发。',
    reasons: ['姓名已更正', '职称系列已更正', '单位名称已变更'],
  },
  suspend: { message: '暂停期间，扫码查验会提示证书已暂停。', reasons: ['正在核查学时', '收到举报，正在核实'] },
  resume: { message: '证书恢复有效。', reasons: ['核查无误'] },
  revoke: { message: '撤销后不能恢复，扫码查验会提示证书已撤销。', reasons: ['学时不实', '证书发放有误'] },
}

/** One certificate with the courses that were counted. */
export function CertificateDetail({ certificateId }: { readonly certificateId: string }) {
  const remote = useRemote(`certificate:${certificateId}`, () => api.certificates.get({ params: { certificateId } }))
  const [move, setMove] = useState<Move | null>(null)
  const printing = usePrinting()

  async function decide(certificate: CertificateView, action: Move, reason: string, idempotencyKey: string) {
    const input = { params: { certificateId }, body: { version: certificate.version, reason } }
    const changed = await api.certificates[action](input, { idempotencyKey })
    setMove(null)
    toast(action === 'regenerate' ? `已换发，新编号 ${formatCertificateNumber(changed.number)}` : '已办理')
    if (changed.id === certificateId) await remote.reload()
    else replace('certificate', { certificateId: changed.id })
  }

  return (
    <AppPage title="证书">
      <FormError message={printing.message} />
      <Loaded remote={remote}>
        {(certificate) => (
          <>
            <Summary certificate={certificate} />
            <Card title="计入的课程">
              <Records
                label="计入的课程"
                items={certificate.courses}
                idOf={({ category, name }) => `${category}${name}`}
                nameOf={({ name }) => name}
                columns={COLUMNS}
                renderCard={({ category, name, creditHourTenths }) => (
                  <>
                    <Text>{name}</Text>
                    <Text className="ui-list-note">
                      {`${COURSE_CATEGORY_LABELS[category]}，${formatCreditHours(creditHourTenths)} 学时`}
                    </Text>
                  </>
                )}
              />
            </Card>
            <Others certificate={certificate} />
            <View className="ui-buttons">
              {certificate.abilities.print && (
                <Button pending={printing.isPending} onPress={() => printing.print([certificateId])}>
                  打开 PDF，打印
                </Button>
              )}
              {MOVES.filter((action) => certificate.abilities[action]).map((action) => (
                <Button
                  key={action}
                  kind={action === 'revoke' || action === 'suspend' ? 'danger' : 'secondary'}
                  onPress={() => setMove(action)}
                >
                  {CERTIFICATE_ACTION_LABELS[action]}
                </Button>
              ))}
            </View>
            {move && (
              <DecisionSheet
                title={`${CERTIFICATE_ACTION_LABELS[move]}：${certificate.name}，${certificate.year} 年？`}
                message={WORDS[move].message}
                confirmText={CERTIFICATE_ACTION_LABELS[move]}
                isRefusal
                opinionLabel="原因"
                readyReasons={WORDS[move].reasons}
                maxLength={REASON_MAX}
                decide={(reason, key) => decide(certificate, move, reason, key)}
                onDismiss={() => setMove(null)}
              />
            )}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function Summary({ certificate }: { readonly certificate: CertificateView }) {
  const { tone, text } = stateOf(certificate)
  const series = certificate.series.map((code) => labelOf(QUALIFICATION_SERIES, code) ?? code).join('、')
  return (
    <Card>
      <View className="ui-stack">
        <View className="ui-row">
          <Heading level={1}>{`${certificate.name}，${certificate.year} 年`}</Heading>
          <StatusTag tone={tone}>{text}</StatusTag>
        </View>
        <Facts
          facts={[
            { name: '证书编号', value: formatCertificateNumber(certificate.number) },
            { name: '身份证号', value: certificate.residentId },
            { name: '单位', value: certificate.unit.name },
            ...(series ? [{ name: '职称系列', value: series }] : []),
            { name: '学时', value: countInWords(certificate) },
            { name: '发证日期', value: dayInWords(certificate.issuedOn) },
            { name: '发证机关', value: certificate.issuingBody },
            ...(certificate.reason
              ? [{ name: '原因', value: `${certificate.reason}（${dayAndClock(certificate.changedAt)}）` }]
              : []),
          ]}
        />
      </View>
    </Card>
  )
}

function Others({ certificate: { supersedesId, supersededById } }: { readonly certificate: CertificateView }) {
  if (!supersedesId && !supersededById) return null
  return (
    <List>
      {supersededById && (
        <ListItem title="换发的新证书" onPress={() => open('certificate', { certificateId: supersededById })} />
      )}
      {supersedesId && (
        <ListItem title="换发前的旧证书" onPress={() => open('certificate', { certificateId: supersedesId })} />
      )}
    </List>
  )
}

const COLUMNS: readonly Column<CertificateView['courses'][number]>[] = [
  { title: '课程', value: ({ name }) => name },
  { title: '课程类型', value: ({ category }) => COURSE_CATEGORY_LABELS[category] },
  { title: '学时', isNumber: true, value: ({ creditHourTenths }) => formatCreditHours(creditHourTenths) },
]
