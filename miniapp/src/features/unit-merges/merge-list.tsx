import type { UnitMergeView } from '@jijiao/shared/unit-merges'
import { Text, View } from '@tarojs/components'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { Button, type Column, Empty, FormError, Records, StatusTag, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { useAction } from '../decisions'
import { AppPage, LoadedPages } from '../shell'

/** 单位合并: duplicates that were merged in the HR authority's region, newest first. */
export function MergeList() {
  const remote = useRemotePages('unit-merges', (cursor) => api.unitMerges.list({ query: { cursor } }))
  const { run, message } = useAction()

  /** People move some hundreds at a time. */
  const goOn = ({ id: mergeId }: UnitMergeView) =>
    void run(['continue', mergeId, Date.now()], async () => {
      const merge = await api.unitMerges.continue({ params: { mergeId } })
      toast(merge.state === 'completed' ? '人员已全部转入' : '又转入了一批，请继续')
      await remote.reload()
    })

  return (
    <AppPage
      title="单位合并"
      wide
      footer={
        <Button icon="plus" onPress={() => open('unitMergeForm')}>
          合并重复单位
        </Button>
      }
    >
      <FormError message={message} />
      <LoadedPages
        remote={remote}
        empty={<Empty icon="building" title="还没有合并过单位" note="同一个单位登记了两次时，可以把它们合并。" />}
      >
        {(merges) => (
          <Records
            label="单位合并"
            items={merges}
            idOf={({ id }) => id}
            nameOf={({ from, into }) => `${from.name}并入${into.name}`}
            columns={COLUMNS}
            renderCard={(merge) => <MergeCard merge={merge} />}
            actionsOf={(merge) =>
              merge.abilities.continue ? [{ text: '继续转入人员', onPress: () => goOn(merge) }] : []
            }
          />
        )}
      </LoadedPages>
    </AppPage>
  )
}

function MergeTag({ state }: Pick<UnitMergeView, 'state'>) {
  return state === 'completed' ? (
    <StatusTag tone="good">已完成</StatusTag>
  ) : (
    <StatusTag tone="warn">正在转入人员</StatusTag>
  )
}

const COLUMNS: readonly Column<UnitMergeView>[] = [
  { title: '重复的单位', value: ({ from }) => from.name },
  { title: '并入', value: ({ into }) => into.name },
  { title: '原因', value: ({ reason }) => reason },
  { title: '开始', value: ({ startedAt }) => dayAndClock(startedAt) },
  { title: '完成', value: ({ completedAt }) => completedAt && dayAndClock(completedAt) },
  { title: '状态', value: ({ state }) => <MergeTag state={state} /> },
]

function MergeCard({ merge: { from, into, reason, startedAt, state } }: { readonly merge: UnitMergeView }) {
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{from.name}</Text>
        <MergeTag state={state} />
      </View>
      <Text>{`并入 ${into.name}`}</Text>
      <Text className="ui-list-note">{`${dayAndClock(startedAt)}，${reason}`}</Text>
    </>
  )
}
