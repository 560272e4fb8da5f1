import { View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { SelectField } from '../../ui'
import { SearchField, useSearch } from '../search'

type HrAuthorityFieldProps = {
  readonly chosen: { readonly id: string; readonly name: string } | null
  readonly value: string
  readonly onChange: (organizationId: string) => void
  readonly error?: string
}

/** The competent HR authority: found by its name, then chosen. */
export function HrAuthorityField({ chosen, value, onChange, error }: HrAuthorityFieldProps) {
  const search = useSearch()
  const [known, setKnown] = useState(chosen)
  const found = useRemote(search.query ? `hr-authorities:${search.query}` : null, () =>
    api.organizations.search({ query: { q: search.query } }),
  )
  const authorities = (found.data?.data ?? []).filter(({ kind }) => kind === 'hrAuthority')
  const others = authorities.filter(({ id }) => id !== known?.id)
  const options = [...(known ? [known] : []), ...others].map(({ id, name }) => ({ value: id, label: name }))
  return (
    <View className="ui-stack">
      <SelectField
        label="人社主管部门"
        optional
        hint="输入名称查找，再在这里选择；单位申请由它审核时必须选择"
        placeholder={options.length > 0 ? '请选择' : '请先在下面查找'}
        value={value || null}
        options={options}
        onChange={(id) => {
          setKnown(authorities.find((one) => one.id === id) ?? known)
          onChange(id)
        }}
        error={error}
      />
      <SearchField label="人社主管部门名称或拼音首字母" value={search.typed} onChange={search.setTyped} />
    </View>
  )
}
