import type { RuleSetLine } from '@jijiao/shared/rule-sets'
import { Text, View } from '@tarojs/components'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { Button, type Column, Empty, Records } from '../../ui'
import { AppPage, LoadedPages } from '../shell'
import { useMayRule } from './use-may-rule'
import { seriesInWords, VerifiedTag, yearsInWords } from './words'

/** 学时要求: the rule sets that hold, with what nobody has vouched for yet. */
export function RuleSetList() {
  const create = useMayRule() && (
    <Button icon="plus" onPress={() => open('ruleSetForm')}>
      制定学时要求
    </Button>
  )
  const remote = useRemotePages('rule-sets', (cursor) => api.ruleSets.list({ query: { cursor } }))
  return (
    <AppPage title="学时要求" wide footer={create || undefined}>
      <LoadedPages
        remote={remote}
        empty={<Empty icon="list" title="没有学时要求" note="人社主管部门制定后，会显示在这里。" />}
      >
        {(lines) => (
          <Records
            label="学时要求"
            items={lines}
            idOf={({ key }) => key}
            nameOf={(line) => `${line.regionName}，${yearsInWords(line)}`}
            columns={COLUMNS}
            renderCard={(line) => (
              <View className="ui-row">
                <View className="ui-list-main">
                  <Text className="ui-strong">{`${line.regionName}，${yearsInWords(line)}`}</Text>
                  <Text className="ui-list-note">{seriesInWords(line)}</Text>
                </View>
                <VerifiedTag verified={line.verified} />
              </View>
            )}
            onOpen={({ key }) => open('ruleSet', { key })}
          />
        )}
      </LoadedPages>
    </AppPage>
  )
}

const COLUMNS: readonly Column<RuleSetLine>[] = [
  { title: '地区', value: ({ regionName }) => regionName },
  { title: '年度', value: yearsInWords },
  { title: '职称系列', value: seriesInWords },
  { title: '版本', isNumber: true, value: ({ version }) => version },
  { title: '是否确认', value: ({ verified }) => <VerifiedTag verified={verified} /> },
]
