import type { RowResult } from '@jijiao/shared/http/contract'
import { Text, View } from '@tarojs/components'
import { Button, Card, StatusTag } from '../../ui'

/** What became of one row of an action on many; `reason` says why it was refused. */
export type Outcome = { readonly id: string; readonly name: string; readonly reason: string | null }
export type Outcomes = {
  readonly verb: string
  readonly rows: readonly Outcome[]
  /** What a row is: people unless it is said. */
  readonly counted?: 'people' | 'items'
}

const COUNTED = { people: '人', items: '项' } as const

/** `已认定 3 项` */
export const countInWords = ({ counted = 'people' }: Pick<Outcomes, 'counted'>, count: number) =>
  `${count} ${COUNTED[counted]}`

/** The server's answer with the names that the person chose. `verb`: `已录入`. */
export function outcomesOf(
  verb: string,
  results: readonly RowResult[],
  nameOf: (id: string) => string | undefined,
  counted?: Outcomes['counted'],
): Outcomes {
  const rows = results.map((result) => ({
    id: result.id,
    name: nameOf(result.id) ?? '',
    reason: result.outcome === 'refused' ? result.problem.title : null,
  }))
  return { verb, rows, counted }
}

/** How an action on many ended: how many were done, and each that was not, with its reason. */
export function OutcomeSummary({
  outcomes,
  onDismiss,
}: {
  readonly outcomes: Outcomes | null
  readonly onDismiss: () => void
}) {
  if (!outcomes) return null
  const refused = outcomes.rows.filter(({ reason }) => reason !== null)
  const done = outcomes.rows.filter(({ reason }) => reason === null)
  return (
    <Card title="办理结果">
      <View className="ui-stack">
        {done.length > 0 && (
          <View className="ui-row">
            <StatusTag tone="good">{`${outcomes.verb} ${countInWords(outcomes, done.length)}`}</StatusTag>
            <Text className="ui-list-main">
              {namesInWords(
                done.map(({ name }) => name),
                outcomes.counted,
              )}
            </Text>
          </View>
        )}
        {refused.length > 0 && (
          <View>
            <View className="ui-row">
              <StatusTag tone="bad">{`没有办成 ${countInWords(outcomes, refused.length)}`}</StatusTag>
            </View>
            {refused.map((row) => (
              <View key={row.id} className="ui-fact">
                <Text className="ui-strong">{row.name}</Text>
                <Text className="ui-fact-value">{row.reason}</Text>
              </View>
            ))}
          </View>
        )}
        <Button kind="secondary" small onPress={onDismiss}>
          知道了
        </Button>
      </View>
    </Card>
  )
}

const SHOWN_NAMES = 5

/** `张三、李四`, `张三、李四等 12 人` */
export function namesInWords(names: readonly string[], counted?: Outcomes['counted']): string {
  const shown = names.slice(0, SHOWN_NAMES).join('、')
  return names.length > SHOWN_NAMES ? `${shown}等 ${countInWords({ counted }, names.length)}` : shown
}
