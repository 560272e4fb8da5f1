import { CHANGE_AUTHOR_LABELS, type ProfileChangeView } from '@jijiao/shared/trainees'
import { View } from '@tarojs/components'
import { api, useRemotePages } from '../../api'
import { Card, Empty, SectionTitle } from '../../ui'
import { dayAndClock } from '../calendar'
import { Differences } from '../review-trail'
import { LoadedPages } from '../shell'
import { differencesOf } from './words'

/** What was changed in the profile, by whom, newest first. */
export function TraineeChanges({ traineeId }: { readonly traineeId: string }) {
  const remote = useRemotePages(`trainee-changes:${traineeId}`, (cursor) =>
    api.trainees.changes({ params: { traineeId }, query: { cursor } }),
  )
  return (
    <>
      <SectionTitle>修改记录</SectionTitle>
      <LoadedPages remote={remote} empty={<Empty icon="list" title="没有修改过" />}>
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
    </>
  )
}

const titleOf = ({ at, author, authorName, organizationName }: ProfileChangeView) =>
  [dayAndClock(at), organizationName ?? CHANGE_AUTHOR_LABELS[author], authorName].filter(Boolean).join(' · ')
