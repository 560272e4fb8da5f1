import { MARK_STATE_LABELS, type RollRow } from '@jijiao/shared/attendance'
import { Text, View } from '@tarojs/components'
import { Button, List, SectionTitle } from '../../ui'
import type { LateScanDecision } from './late-scan-sheet'
import { RollLine } from './roll-line'

type LateScansProps = {
  readonly rows: readonly RollRow[]
  readonly mayDecide: boolean
  readonly onDecide: (decision: LateScanDecision, rows: readonly RollRow[]) => void
}

/** Scans that came too late to count by themselves: each, or all, accepted or refused. */
export function LateScans({ rows, mayDecide, onDecide }: LateScansProps) {
  if (rows.length === 0) return null
  return (
    <>
      <SectionTitle>{`补传的扫码，等您决定（${rows.length}）`}</SectionTitle>
      <List>
        {rows.map((row) => (
          <View key={row.traineeId} className="ui-list-row">
            <View className="ui-list-item">
              <View className="ui-list-main">
                <RollLine row={row} />
                {row.mark?.proposedState && (
                  <Text className="ui-list-note">{`认可后记为“${MARK_STATE_LABELS[row.mark.proposedState]}”`}</Text>
                )}
              </View>
            </View>
            {mayDecide && <Decision name={row.name} rows={[row]} onDecide={onDecide} />}
          </View>
        ))}
      </List>
      {mayDecide && rows.length > 1 && <Decision name="全部" rows={rows} onDecide={onDecide} />}
    </>
  )
}

type DecisionProps = Pick<LateScansProps, 'rows' | 'onDecide'> & { readonly name: string }

function Decision({ name, rows, onDecide }: DecisionProps) {
  const prefix = rows.length > 1 ? name : ''
  return (
    <View className="pending-actions">
      <Button small label={`认可${name}`} onPress={() => onDecide('accept', rows)}>
        {`${prefix}认可`}
      </Button>
      <Button small kind="danger" label={`不认可${name}`} onPress={() => onDecide('refuse', rows)}>
        {`${prefix}不认可`}
      </Button>
    </View>
  )
}
