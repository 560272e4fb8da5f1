import type { OperatorBindingView } from '@jijiao/shared/organizations'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import { api, errorSentence, useRemote, useSession } from '../../api'
import { FormError, List, ListItem, SectionTitle, StatusTag } from '../../ui'
import { actAs } from './actions'

/** For whom the person may act: themselves, and each organization whose operator they are. */
export function Identities() {
  const session = useSession((state) => state.session)
  const bindings = useRemote(session && 'operator-bindings', () => api.organizations.myBindings())
  const [message, setMessage] = useState<string>()
  const [switchingTo, setSwitchingTo] = useState<string | null>()
  if (!session) return null
  const actingFor = session.actingAs?.organizationId ?? null

  async function choose(organizationId: string | null): Promise<void> {
    if (organizationId === actingFor || switchingTo !== undefined) return
    setMessage(undefined)
    setSwitchingTo(organizationId)
    try {
      await actAs(organizationId)
    } catch (error) {
      setMessage(errorSentence(error))
    } finally {
      setSwitchingTo(undefined)
    }
  }

  const end = (organizationId: string | null) => {
    if (switchingTo !== undefined && switchingTo === organizationId) return <Text>正在切换…</Text>
    return organizationId === actingFor ? <StatusTag tone="good">当前身份</StatusTag> : undefined
  }
  const usable = (bindings.data?.data ?? []).filter((binding) => binding.abilities.actAs)
  if (usable.length === 0 && actingFor === null) return null
  return (
    <>
      <SectionTitle>身份</SectionTitle>
      <FormError message={message} />
      <List>
        <ListItem
          icon="person"
          title={session.account.name ?? session.account.userName}
          note="以个人身份"
          end={end(null)}
          onPress={() => void choose(null)}
        />
        {usable.map((binding: OperatorBindingView) => (
          <ListItem
            key={binding.id}
            icon="building"
            title={binding.organizationName}
            note="以经办人身份"
            end={end(binding.organizationId)}
            onPress={() => void choose(binding.organizationId)}
          />
        ))}
      </List>
    </>
  )
}
