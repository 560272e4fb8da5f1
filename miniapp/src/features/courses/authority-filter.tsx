import { useState } from 'react'
import { api, useRemote } from '../../api'
import type { Option } from '../../ui'
import { FilterSelect } from '../code-fields'
import { SearchField, useSearch } from '../search'

type Authority = { readonly id: string; readonly name: string }
type AuthorityFilterProps = {
  readonly value: string
  readonly onChange: (authorityId: string) => void
  /** Those of the courses in sight, which need not be looked for. */
  readonly near: readonly Authority[]
}

/** Courses of one industry authority: one of those in sight, or one found by its name. */
export function AuthorityFilter({ value, onChange, near }: AuthorityFilterProps) {
  const search = useSearch()
  const [known, setKnown] = useState<readonly Authority[]>([])
  const found = useRemote(search.query ? `industry-authorities:${search.query}` : null, () =>
    api.organizations.search({ query: { q: search.query } }),
  )
  const authorities = (found.data?.data ?? []).filter(({ kind }) => kind === 'industryAuthority')
  const all = new Map([...known, ...near, ...authorities].map(({ id, name }) => [id, name]))
  const options: readonly Option[] = [...all].map(([id, label]) => ({ value: id, label }))
  return (
    <>
      <FilterSelect
        label="行业主管部门"
        value={value}
        options={options}
        onChange={(authorityId) => {
          const name = all.get(authorityId)
          setKnown(name ? [{ id: authorityId, name }] : [])
          onChange(authorityId)
        }}
      />
      <SearchField label="其他行业主管部门" value={search.typed} onChange={search.setTyped} />
    </>
  )
}
