import { useState } from 'react'
import { Empty, SelectField } from '../../ui'
import { KeptScanList } from '../check-in'
import { useAllMyClasses } from '../my-classes'
import { LoadedPages } from '../shell'
import { SessionList } from './session-list'
import { useMySessions } from './use-my-sessions'

const ALL = 'all'

/** My marks over all classes or of one; above them what this phone has still to send. */
export function MyAttendance() {
  const [classId, setClassId] = useState(ALL)
  const classes = useAllMyClasses()
  const sessions = useMySessions(classId === ALL ? undefined : classId)
  const options = [
    { value: ALL, label: '全部培训班' },
    ...(classes.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <>
      <KeptScanList />
      {options.length > 2 && <SelectField label="培训班" value={classId} options={options} onChange={setClassId} />}
      <LoadedPages
        remote={sessions}
        empty={<Empty icon="calendar" title="还没有考勤" note="培训班开始考勤以后，这里会显示每一次的签到情况。" />}
      >
        {(items) => <SessionList sessions={items} showsClass={classId === ALL} />}
      </LoadedPages>
    </>
  )
}
