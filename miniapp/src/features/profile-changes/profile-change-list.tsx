import { CHANGE_AUTHOR_LABELS, type ProfileChangeView } from '@jijiao/shared/trainees'
import { View } from '@tarojs/components'
import type { RemotePages } from '../../api'
import { Card, Empty } from '../../ui'
import { dayAndClock } from '../calendar'
import { Differences } from '../review-trail'
import { LoadedPages } from '../shell'
import { differencesOf } from './words'

type ProfileChangeListProps = { readonly remote: RemotePages<ProfileChangeView>; readonly emptyNote?: string }

/** What was changed in a profile, by whom, newest first. */
export function ProfileChangeList({ remote, emptyNote }: ProfileChangeListProps) {
  return (
    <LoadedPages remote={remote} empty={<Empty icon="list" title="没有修改过" note={emptyNote} />}>
      {(changes) => (
        <View className="ui-stack">
          {changes.map((change) => (
            <Card key={change.id}>
              <Differences title={titleOf(change)} differences={differencesOf(change)} />
            </Card>
          ))}
        </View>
      )}
    </LoadedPages>
  )
}

const titleOf = ({ at, author, authorName, organizationName }: ProfileChangeView) =>
  [dayAndClock(at), organizationName ?? CHANGE_AUTHOR_LABELS[author], authorName].filter(Boolean).join(' · ')
