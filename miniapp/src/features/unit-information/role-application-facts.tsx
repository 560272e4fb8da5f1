import { labelOf, SUBORDINATIONS, UNIT_NATURES } from '@jijiao/shared/codes'
import type { RoleApplicationView } from '@jijiao/shared/organizations'
import { Facts, SectionTitle } from '../../ui'
import { AttachmentList } from '../attachments'

/** A role application as it was saved. */
export function RoleApplicationFacts({ view }: { readonly view: RoleApplicationView }) {
  const facts = [
    { name: '单位性质', value: labelOf(UNIT_NATURES, view.nature) },
    { name: '隶属关系', value: labelOf(SUBORDINATIONS, view.subordination) },
    { name: '人社部门', value: view.hrAuthority?.name },
    { name: '联系人', value: view.contact },
    { name: '办公电话', value: view.officePhone },
    { name: '手机号', value: view.mobile },
    { name: '电子邮箱', value: view.email },
    { name: '邮政编码', value: view.postalCode },
    { name: '单位地址', value: view.address },
    { name: '单位职能', value: view.functions },
  ]
  return (
    <>
      <Facts facts={facts.map(({ name, value }) => ({ name, value: value ?? '未填写' }))} />
      {view.attachments.length > 0 && (
        <>
          <SectionTitle>附件</SectionTitle>
          <AttachmentList attachments={view.attachments} />
        </>
      )}
    </>
  )
}
