import { DISHONESTY_STATE_LABELS, dishonestyCategoryLabel } from '@jijiao/shared/dishonesty'
import { View } from '@tarojs/components'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { Empty, List, ListItem, StatusTag } from '../../ui'
import { dayAndClock } from '../calendar'
import { AppPage, LoadedPages } from '../shell'
import { DISHONESTY_TONES } from './words'

/** Dishonesty records about me that I was told of. */
export function DishonestyList() {
  const remote = useRemotePages('my-dishonesty', (cursor) => api.dishonesty.mine({ query: { cursor } }))
  return (
    <AppPage title="失信信息">
      <LoadedPages
        remote={remote}
        empty={<Empty icon="check" title="没有失信信息" note="登记了关于您的失信信息时，会告知您，您可以申辩。" />}
      >
        {(records) => (
          <List>
            {records.map(({ id, subjectKind, category, recordedBy, recordedAt, state }) => (
              <ListItem
                key={id}
                title={dishonestyCategoryLabel(subjectKind, category)}
                note={
                  <View>
                    <View>{recordedBy.name}</View>
                    <View>{`${dayAndClock(recordedAt)} 登记`}</View>
                  </View>
                }
                end={<StatusTag tone={DISHONESTY_TONES[state]}>{DISHONESTY_STATE_LABELS[state]}</StatusTag>}
                onPress={() => open('dishonestyRecord', { recordId: id })}
              />
            ))}
          </List>
        )}
      </LoadedPages>
    </AppPage>
  )
}
