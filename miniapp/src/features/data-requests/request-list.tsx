import { DATA_REQUEST_STATE_LABELS, DATA_REQUEST_STATES, type DataRequestState } from '@jijiao/shared/my-data'
import { useState } from 'react'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { Empty, List, ListItem, Tabs } from '../../ui'
import { waitedInWords } from '../calendar'
import { requestTitle } from '../my-data-requests'
import { AppPage, LoadedPages } from '../shell'

const TABS = DATA_REQUEST_STATES.map((value) => ({ value, label: DATA_REQUEST_STATE_LABELS[value] }))

/** 个人信息申请: what people ask to be done with the data that the organization holds about them. */
export function DataRequestList() {
  const [state, setState] = useState<DataRequestState>('submitted')
  const remote = useRemotePages(`data-requests:${state}`, (cursor) => api.myData.list({ query: { state, cursor } }))
  return (
    <AppPage title="个人信息申请" wide>
      <Tabs label="申请状态" value={state} options={TABS} onChange={setState} />
      <LoadedPages
        remote={remote}
        empty={<Empty icon="check" title="没有这样的申请" note="学员申请更正、删除或限制处理时，会出现在这里。" />}
      >
        {(requests) => (
          <List>
            {requests.map((request) => (
              <ListItem
                key={request.id}
                icon="shield"
                title={`${request.person.name}：${requestTitle(request)}`}
                note={`${waitedInWords(request.submittedAt)}提出`}
                onPress={() => open('dataRequest', { dataRequestId: request.id })}
              />
            ))}
          </List>
        )}
      </LoadedPages>
    </AppPage>
  )
}
