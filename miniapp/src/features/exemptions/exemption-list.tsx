import { EXEMPTION_STATE_LABELS, type ExemptionLine, exemptYearsText } from '@jijiao/shared/exemptions'
import { Text, View } from '@tarojs/components'
import { api, useRemotePages, useSession } from '../../api'
import { open } from '../../platform/navigation'
import { Button, type Column, Empty, Records, StatusTag } from '../../ui'
import { dayAndClock } from '../calendar'
import { AppPage, LoadedPages } from '../shell'

/** 个人减免: whose year asks for less, why, and who said so. */
export function ExemptionList() {
  const mayGrant = useSession(
    ({ session }) =>
      session?.actingAs?.grants.includes('decide') && ['unit', 'hrAuthority'].includes(session.actingAs.kind),
  )
  const remote = useRemotePages('exemptions', (cursor) => api.exemptions.list({ query: { cursor } }))
  const grant = mayGrant && (
    <Button icon="plus" onPress={() => open('exemptionForm')}>
      准予减免
    </Button>
  )
  return (
    <AppPage title="个人减免" wide footer={grant || undefined}>
      <LoadedPages
        remote={remote}
        empty={<Empty icon="shield" title="没有个人减免" note="学员有产假、病假等原因的，准予减免后会显示在这里。" />}
      >
        {(exemptions) => (
          <Records
            label="个人减免"
            items={exemptions}
            idOf={({ id }) => id}
            nameOf={({ traineeName }) => traineeName}
            columns={COLUMNS}
            renderCard={(one) => <ExemptionCard exemption={one} />}
            onOpen={({ id }) => open('exemption', { exemptionId: id })}
          />
        )}
      </LoadedPages>
    </AppPage>
  )
}

const COLUMNS: readonly Column<ExemptionLine>[] = [
  { title: '姓名', isShort: true, value: ({ traineeName }) => traineeName },
  { title: '减免原因', value: ({ label }) => label },
  { title: '年度', isShort: true, value: ({ years }) => exemptYearsText(years) },
  { title: '准予单位', value: ({ grantedBy }) => grantedBy.name },
  { title: '准予时间', isShort: true, value: ({ grantedAt }) => dayAndClock(grantedAt) },
  { title: '状态', value: (one) => <ExemptionTag exemption={one} /> },
]

export function ExemptionTag({ exemption: { state } }: { readonly exemption: Pick<ExemptionLine, 'state'> }) {
  return <StatusTag tone={state === 'granted' ? 'good' : 'neutral'}>{EXEMPTION_STATE_LABELS[state]}</StatusTag>
}

function ExemptionCard({ exemption }: { readonly exemption: ExemptionLine }) {
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{exemption.traineeName}</Text>
        <ExemptionTag exemption={exemption} />
      </View>
      <Text>{`${exemptYearsText(exemption.years)} 年度，${exemption.label}`}</Text>
      <Text className="ui-list-note">{`${exemption.grantedBy.name}，${dayAndClock(exemption.grantedAt)}`}</Text>
    </>
  )
}
