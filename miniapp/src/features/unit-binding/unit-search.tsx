import { ProblemError } from '@jijiao/shared/http'
import { type OrganizationCard, organizationKindLabels, readJoinCode } from '@jijiao/shared/organizations'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote } from '../../api'
import { open } from '../../platform/navigation'
import { scanCode } from '../../platform/scan'
import { Button, Empty, FormError, List, ListItem, TextField } from '../../ui'
import { useSearch } from '../search'
import { Loaded } from '../shell'

/** Finds a unit by what a person knows of it, and opens its card. */
export function UnitSearch() {
  const { typed, setTyped, query } = useSearch()
  const [refusal, setRefusal] = useState<string>()

  async function scan(): Promise<void> {
    setRefusal(undefined)
    const outcome = await scanCode()
    if (outcome.kind === 'unavailable') setRefusal('没有打开摄像头。可以请单位把单位码发给您，在下面输入')
    if (outcome.kind !== 'scanned') return
    const joinCode = readJoinCode(outcome.text)
    if (joinCode) open('joinUnit', { joinCode })
    else setRefusal('这不是单位的二维码，请扫描单位提供的二维码，或者在下面输入单位名称')
  }

  return (
    <>
      <Button kind="secondary" icon="scan" onPress={() => void scan()}>
        扫单位二维码
      </Button>
      <FormError message={refusal} />
      <TextField
        label="单位名称、简称、拼音首字母、信用代码或单位码"
        placeholder="例如 建筑设计院 或 jzsjy"
        hint="单位码是 8 位字母和数字，可以向单位经办人要"
        maxLength={60}
        autoFocus
        value={typed}
        onChange={setTyped}
      />
      {query && <Found query={query} />}
    </>
  )
}

function Found({ query }: { readonly query: string }) {
  const found = useRemote(`units:${query}`, () => findUnits(query))
  return (
    <Loaded remote={found}>
      {(units) =>
        units.length === 0 ? (
          <Empty icon="search" title="没有找到这个单位" note="请换一个说法，或者请单位经办人把单位二维码发给您。" />
        ) : (
          <List>
            {units.map((unit) => (
              <ListItem
                key={unit.id}
                icon="building"
                title={unit.name}
                note={<UnitNote unit={unit} />}
                onPress={() => open('joinUnit', { organizationId: unit.id })}
              />
            ))}
          </List>
        )
      }
    </Loaded>
  )
}

function UnitNote({ unit }: { readonly unit: OrganizationCard }) {
  const details = [
    unit.kind === 'unit' ? undefined : organizationKindLabels[unit.kind],
    unit.regionName,
    unit.aliases.length > 0 ? `又称 ${unit.aliases.join('、')}` : undefined,
  ]
  return (
    <View>
      <Text>{details.filter(Boolean).join(' · ')}</Text>
    </View>
  )
}

/** By everything the search knows; what may be a join code is looked up as one as well. */
async function findUnits(query: string): Promise<readonly OrganizationCard[]> {
  const joinCode = readJoinCode(query)
  const [named, { data }] = await Promise.all([
    joinCode ? unitOfJoinCode(joinCode) : null,
    api.organizations.search({ query: { q: query } }),
  ])
  return named ? [named, ...data.filter(({ id }) => id !== named.id)] : data
}

async function unitOfJoinCode(joinCode: string): Promise<OrganizationCard | null> {
  try {
    return await api.organizations.findByJoinCode({ params: { joinCode } })
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not_found') return null
    throw error
  }
}
