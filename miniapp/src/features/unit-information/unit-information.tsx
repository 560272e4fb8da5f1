import { labelOf, SUBORDINATIONS, UNIT_NATURES } from '@jijiao/shared/codes'
import { certificateTypeLabels, type UnitInformationView } from '@jijiao/shared/organizations'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { scrollToTop } from '../../platform/scroll'
import { Button, Card, Facts, FormError, toast } from '../../ui'
import { useForm } from '../forms'
import { AppPage, Loaded } from '../shell'
import { checkReach, ReachFields, reachBody, reachOf } from './reach'

/** 法人单位信息维护: what may change without review, beside what may not. */
export function UnitInformation() {
  const remote = useRemote('unit-information', () => api.organizations.unitInformation())
  return (
    <AppPage title="单位信息">
      <Loaded remote={remote}>{(view) => <Information view={view} onSaved={() => void remote.reload()} />}</Loaded>
    </AppPage>
  )
}

type InformationProps = { readonly view: UnitInformationView; readonly onSaved: () => void }

function Information({ view: given, onSaved }: InformationProps) {
  // What is being changed: what is loaded afresh meanwhile must neither be overwritten unseen nor take what was typed.
  const [view, setView] = useState(given)
  const form = useForm({
    initial: reachOf(view),
    check: checkReach,
    onRefused: scrollToTop,
    submit: async (values, idempotencyKey) => {
      const body = { version: view.version, ...reachBody(values) }
      setView(await api.organizations.saveUnitInformation({ body }, { idempotencyKey }))
      toast('单位信息已保存')
      onSaved()
    },
  })
  return (
    <>
      <Card title={view.name}>
        <Facts
          facts={[
            { name: '证件类型', value: certificateTypeLabels[view.certificateType] },
            { name: '证件号码', value: view.code },
            { name: '法定代表人', value: view.legalRepresentative ?? '未登记' },
            { name: '单位性质', value: labelOf(UNIT_NATURES, view.nature) ?? '未登记' },
            { name: '隶属关系', value: labelOf(SUBORDINATIONS, view.subordination) ?? '未登记' },
          ]}
        />
      </Card>
      {view.abilities.save ? (
        <Card title="联系方式和职能">
          <View className="ui-stack">
            <FormError message={form.message} details={form.details} />
            <ReachFields form={form} mobile={view.mobile} />
            <Button pending={form.isPending} pendingText="正在保存…" onPress={form.send}>
              保存
            </Button>
          </View>
        </Card>
      ) : (
        <Card title="联系方式和职能">
          <Facts facts={reachFacts(view)} />
        </Card>
      )}
    </>
  )
}

function reachFacts(view: UnitInformationView) {
  const facts = [
    { name: '联系人', value: view.contact },
    { name: '办公电话', value: view.officePhone },
    { name: '手机号', value: view.mobile },
    { name: '电子邮箱', value: view.email },
    { name: '邮政编码', value: view.postalCode },
    { name: '单位地址', value: view.address },
    { name: '单位职能', value: view.functions },
  ]
  return facts.map(({ name, value }) => ({ name, value: value ?? '未填写' }))
}
