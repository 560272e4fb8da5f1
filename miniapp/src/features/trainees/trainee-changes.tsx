import { api, useRemotePages } from '../../api'
import { SectionTitle } from '../../ui'
import { ProfileChangeList } from '../profile-changes'

/** What was changed in the profile of a trainee. */
export function TraineeChanges({ traineeId }: { readonly traineeId: string }) {
  const remote = useRemotePages(`trainee-changes:${traineeId}`, (cursor) =>
    api.trainees.changes({ params: { traineeId }, query: { cursor } }),
  )
  return (
    <>
      <SectionTitle>修改记录</SectionTitle>
      <ProfileChangeList remote={remote} />
    </>
  )
}
