import type { AffiliationView } from '@jijiao/shared/affiliations'
import { Text, View } from '@tarojs/components'
import { open } from '../../platform/navigation'
import { Button, Empty, List, ListItem, SectionTitle } from '../../ui'
import { LoadedPages } from '../shell'
import { AffiliationCard } from './affiliation-card'
import { bindingOf } from './binding'
import { useMyAffiliations } from './my-affiliations'
import { MyDisputes, useMyDisputes } from './my-disputes'
import { AffiliationTag, sinceText } from './state-words'

/** Where I stand with my unit, and all my requests before. */
export function MyUnit() {
  const affiliations = useMyAffiliations()
  const disputes = useMyDisputes()
  const reload = async () => void (await Promise.all([affiliations.reload(), disputes.reload()]))
  return (
    <>
      <LoadedPages remote={affiliations} empty={<NoUnit />}>
        {(items) => <Standing items={items} reload={reload} />}
      </LoadedPages>
      <MyDisputes disputes={disputes} onChanged={reload} />
    </>
  )
}

function NoUnit() {
  return (
    <Empty icon="building" title="您还没有绑定单位" note="找到所在单位，提交申请，单位确认后就可以参加单位的培训班。">
      <Button icon="search" onPress={() => open('findUnit')}>
        查找单位
      </Button>
    </Empty>
  )
}

type StandingProps = { readonly items: readonly AffiliationView[]; readonly reload: () => Promise<void> }

function Standing({ items, reload }: StandingProps) {
  const { active, pending, answer } = bindingOf(items)
  const shown = [pending, answer, active].filter((item) => item !== undefined)
  const past = items.filter((item) => !shown.includes(item))
  return (
    <>
      {shown.map((affiliation) => (
        <AffiliationCard key={affiliation.id} affiliation={affiliation} onChanged={reload} />
      ))}
      {shown.length === 0 && <NoUnit />}
      {shown.length > 0 && !pending && (
        <Button kind="plain" icon="search" onPress={() => open('findUnit')}>
          {active ? '更换单位' : '查找其他单位'}
        </Button>
      )}
      {past.length > 0 && (
        <>
          <SectionTitle>以前的申请</SectionTitle>
          <List>
            {past.map((affiliation) => (
              <ListItem
                key={affiliation.id}
                title={
                  <View className="ui-stack-close">
                    <AffiliationTag state={affiliation.state} />
                    <Text>{affiliation.organization.name}</Text>
                  </View>
                }
                note={
                  <>
                    <Text>{sinceText(affiliation)}</Text>
                    {affiliation.reason && <Text>{`，原因：${affiliation.reason}`}</Text>}
                  </>
                }
              />
            ))}
          </List>
        </>
      )}
    </>
  )
}
