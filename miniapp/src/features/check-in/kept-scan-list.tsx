import { MARK_STATE_LABELS } from '@jijiao/shared/attendance'
import { Text, View } from '@tarojs/components'
import { Button, List, ListItem, SectionTitle, StatusTag } from '../../ui'
import { dayAndClock } from '../calendar'
import { type KeptScan, keptScans, useKeptScans } from './outbox'

/** What was scanned without network and what has become of it. */
export function KeptScanList() {
  const items = useKeptScans()
  if (items.length === 0) return null
  return (
    <>
      <SectionTitle>离线扫码</SectionTitle>
      <List>
        {items.map((item) => (
          <ListItem
            key={item.id}
            title={
              <View className="ui-row">
                <Text>{title(item)}</Text>
                <KeptTag item={item} />
              </View>
            }
            note={item.reason ?? `${dayAndClock(item.happenedAt)} 扫码`}
            end={
              item.state === 'waiting' ? undefined : (
                <Button
                  kind="plain"
                  small
                  label={`知道了，移除${title(item)}`}
                  onPress={() => keptScans.dismiss(item.id)}
                >
                  知道了
                </Button>
              )
            }
          />
        ))}
      </List>
    </>
  )
}

function title(item: KeptScan): string {
  return item.result?.class.name ?? '现场签到'
}

function KeptTag({ item }: { readonly item: KeptScan }) {
  if (item.state === 'waiting') return <StatusTag tone="warn">等待上传</StatusTag>
  if (item.state === 'refused') return <StatusTag tone="bad">没有签到成功</StatusTag>
  if (item.result?.mark.decision === 'pending') return <StatusTag tone="warn">待经办人确认</StatusTag>
  return <StatusTag tone="good">{item.result ? MARK_STATE_LABELS[item.result.mark.state] : '已上传'}</StatusTag>
}
