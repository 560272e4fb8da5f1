import { goBack, open, replace } from '../../platform/navigation'
import { Button, Empty, Skeleton } from '../../ui'
import { AppPage, Loaded } from '../shell'
import { bindingOf, useMyAffiliations } from '../unit-binding'
import { RecordForm } from './record-form'
import { useRecord } from './use-record'

/** Declares a record, or changes the one with the id. */
export function RecordFormPage({ recordId }: { readonly recordId: string | undefined }) {
  return recordId ? <EditRecord recordId={recordId} /> : <NewRecord />
}

/** The unit decides on what a person declares, so there has to be one. */
function NewRecord() {
  const affiliations = useMyAffiliations()
  const { active } = bindingOf(affiliations.data ?? [])
  if (active) {
    return (
      <RecordForm
        existing={null}
        unitName={active.organization.name}
        onSaved={({ id }) => replace('myRecord', { recordId: id })}
      />
    )
  }
  return (
    <AppPage title="申报学时">
      <Loaded remote={affiliations}>
        {() => (
          <Empty icon="building" title="先绑定单位" note="您申报的学时由所在单位认定。请先加入单位，单位确认后再申报。">
            <Button onPress={() => open('myUnit')}>去绑定单位</Button>
          </Empty>
        )}
      </Loaded>
    </AppPage>
  )
}

function EditRecord({ recordId }: { readonly recordId: string }) {
  const remote = useRecord(recordId)
  // What the device has kept may be out of date: what is changed is what the server has.
  const record = remote.isLoading ? undefined : remote.data
  if (!record) {
    return (
      <AppPage title="修改学时记录">
        <Loaded remote={remote}>{() => <Skeleton />}</Loaded>
      </AppPage>
    )
  }
  if (!record.abilities.edit) {
    return (
      <AppPage title="修改学时记录">
        <Empty icon="info" title="现在不能修改" note="已经申报的记录不能修改；需要修改的，请先撤回申报。">
          <Button onPress={() => replace('myRecord', { recordId })}>查看这条记录</Button>
        </Empty>
      </AppPage>
    )
  }
  return <RecordForm existing={record} unitName={record.organization.name} onSaved={goBack} />
}
