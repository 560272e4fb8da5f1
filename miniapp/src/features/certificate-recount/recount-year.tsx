import { formatCertificateNumber, RECOUNT_OUTCOME_LABELS } from '@jijiao/shared/certificates'
import { formatCreditHours } from '@jijiao/shared/classes'
import type { JobView } from '@jijiao/shared/jobs'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote, useRemotePages } from '../../api'
import { usePolling } from '../../platform/use-visible'
import { Button, Card, type Column, ConfirmSheet, Empty, FormError, Records, SectionTitle, SelectField } from '../../ui'
import { today, yearOptions } from '../calendar'
import { useAction } from '../decisions'
import { AppPage, Loaded, LoadedPages } from '../shell'

const YEARS = yearOptions()
const REFRESH_MS = 2000

type RecountYearProps = {
  readonly year: string | undefined
  /** Of a recount that was asked for before, to see what became of it. */
  readonly jobId: string | undefined
}

/** 全年重新统计: all of the unit's certificates of a year are counted again, and what changed is shown. */
export function RecountYear({ year: given, jobId: givenJobId }: RecountYearProps) {
  const [year, setYear] = useState(given ?? today().slice(0, 4))
  const [jobId, setJobId] = useState(givenJobId ?? null)
  const [isAsking, setAsking] = useState(false)
  const { isPending, message, run } = useAction()

  const start = () =>
    void run([year, jobId], async (idempotencyKey) => {
      const started = await api.certificates.recountYear({ body: { year: Number(year) } }, { idempotencyKey })
      setAsking(false)
      setJobId(started.jobId)
    })

  return (
    <AppPage title="全年重新统计" wide>
      <Card title="按现在的学时重新统计证书">
        <View className="ui-stack">
          <Text>学时有变化的换发新证书，不再达标的撤销证书，没有变化的不动。在后台进行，可以离开本页。</Text>
          <SelectField label="年度" value={year} options={YEARS} onChange={setYear} />
          <Button onPress={() => setAsking(true)}>{`重新统计 ${year} 年度`}</Button>
        </View>
      </Card>
      {jobId && <Outcome jobId={jobId} />}
      {isAsking && (
        <ConfirmSheet
          open
          title={`重新统计 ${year} 年度的全部证书？`}
          message="换发和撤销会通知本人。"
          confirmText="重新统计"
          pending={isPending}
          onConfirm={start}
          onDismiss={() => setAsking(false)}
        >
          <FormError message={message} />
        </ConfirmSheet>
      )}
    </AppPage>
  )
}

function Outcome({ jobId }: { readonly jobId: string }) {
  const params = { jobId }
  const job = useRemote(`job:${jobId}`, () => api.jobs.get({ params }))
  const isUnderWay = job.data?.state === 'waiting' || job.data?.state === 'running'
  usePolling(job.reload, REFRESH_MS, isUnderWay)
  const isDone = job.data?.state === 'done'
  const rows = useRemotePages(isDone ? `recount-rows:${jobId}` : null, (cursor) =>
    api.certificates.recountRows({ params, query: { cursor } }),
  )
  return (
    <>
      <Loaded remote={job}>{(data) => <Progress job={data} />}</Loaded>
      {isDone && (
        <>
          <SectionTitle>有变化的证书</SectionTitle>
          <LoadedPages remote={rows} empty={<Empty icon="check" title="没有变化" />}>
            {(changed) => (
              <Records
                label="有变化的证书"
                items={changed}
                idOf={({ traineeId }) => traineeId}
                nameOf={({ name }) => name}
                columns={COLUMNS}
                renderCard={(row) => (
                  <>
                    <Text className="ui-strong">{row.name}</Text>
                    <Text className="ui-list-note">{`${outcomeOf(row)} · ${hoursOf(row)}`}</Text>
                  </>
                )}
              />
            )}
          </LoadedPages>
        </>
      )}
    </>
  )
}

function Progress({ job: { state, progress, problem } }: { readonly job: JobView }) {
  if (state === 'failed') return <FormError message={problem?.title ?? '没有统计完，请再试一次'} />
  if (state === 'done') return <Text className="ui-strong">统计完成</Text>
  const { done, total } = progress
  return <Text className="ui-soft">{total > 0 ? `正在统计，${done} / ${total}` : '正在统计…'}</Text>
}

type Row = Awaited<ReturnType<typeof api.certificates.recountRows>>['data'][number]

const outcomeOf = ({ outcome, problem }: Row) =>
  outcome === 'refused' ? (problem?.title ?? '没有统计') : RECOUNT_OUTCOME_LABELS[outcome]
const hoursOf = ({ before, after }: Row) =>
  [before, after].map((count) => (count ? formatCreditHours(count.totalTenths) : '—')).join(' → ')

const COLUMNS: readonly Column<Row>[] = [
  { title: '姓名', isShort: true, value: ({ name }) => name },
  { title: '结果', value: outcomeOf },
  { title: '总学时', value: hoursOf },
  { title: '证书编号', value: ({ certificate }) => certificate && formatCertificateNumber(certificate.number) },
]
