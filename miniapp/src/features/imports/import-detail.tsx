import { IMPORT_KIND_LABELS, IMPORT_MODE_LABELS, type ImportMode, type ImportView } from '@jijiao/shared/imports'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemote, useRemotePages } from '../../api'
import { openFile } from '../../platform/files'
import { usePolling } from '../../platform/use-visible'
import { Button, Card, Empty, Facts, FormError, Heading, List, ListItem, SectionTitle, toast } from '../../ui'
import { dayAndClock } from '../calendar'
import { ActSheet, useAction } from '../decisions'
import { AppPage, Loaded, LoadedPages } from '../shell'
import { ImportTag } from './state-tag'
import { IMPORT_WORDS } from './words'

const REFRESH_MS = 2000

type Asking = ImportMode | 'undo'

/** One import: what is wrong in which row, how far it is, and its taking back. */
export function ImportDetail({ importId }: { readonly importId: string }) {
  const params = { importId }
  const remote = useRemote(`import:${importId}`, () => api.imports.get({ params }))
  const faults = useRemotePages(`import-faults:${importId}`, (cursor) =>
    api.imports.faults({ params, query: { cursor } }),
  )
  usePolling(remote.reload, REFRESH_MS, remote.data?.state === 'running')
  const [asking, setAsking] = useState<Asking | null>(null)
  const download = useAction()
  const fetchFailed = () => void download.run('failed', async () => openFile(await api.imports.failedRows({ params })))

  return (
    <AppPage title="表格导入">
      <Loaded remote={remote}>
        {(view) => (
          <>
            <Summary view={view} />
            <FormError message={download.message} />
            <View className="ui-buttons">
              {view.abilities.start && view.badCount === 0 && (
                <Button onPress={() => setAsking('all')}>{`导入 ${view.rowCount} 行`}</Button>
              )}
              {view.abilities.start && view.badCount > 0 && view.badCount < view.rowCount && (
                <Button onPress={() => setAsking('good')}>
                  {`${IMPORT_MODE_LABELS.good}（${view.rowCount - view.badCount} 行）`}
                </Button>
              )}
              {view.badCount > 0 && (
                <Button kind="secondary" pending={download.isPending} onPress={fetchFailed}>
                  下载有误的行，改好再上传
                </Button>
              )}
              {view.abilities.undo && (
                <Button kind="danger" onPress={() => setAsking('undo')}>
                  撤销这次导入
                </Button>
              )}
            </View>
            {view.badCount > 0 && (
              <>
                <SectionTitle>有误的行</SectionTitle>
                <LoadedPages remote={faults} empty={<Empty icon="check" title="没有有误的行" />}>
                  {(rows) => (
                    <List>
                      {rows.map(({ row, faults: found }) => (
                        <ListItem
                          key={row}
                          title={<Text className="ui-strong">{`第 ${row} 行`}</Text>}
                          note={found.map(({ column, detail }) => (
                            <Text key={`${column}${detail}`} className="ui-list-note">
                              {column ? `${column}：${detail}` : detail}
                            </Text>
                          ))}
                        />
                      ))}
                    </List>
                  )}
                </LoadedPages>
              </>
            )}
            {asking && (
              <MoveSheet
                asking={asking}
                view={view}
                onDone={() => {
                  setAsking(null)
                  void remote.reload()
                }}
                onDismiss={() => setAsking(null)}
              />
            )}
          </>
        )}
      </Loaded>
    </AppPage>
  )
}

function Summary({ view }: { readonly view: ImportView }) {
  return (
    <Card>
      <View className="ui-stack">
        <View className="ui-row">
          <Heading level={1}>{view.fileName}</Heading>
          <ImportTag state={view.state} />
        </View>
        <Facts
          facts={[
            { name: '内容', value: IMPORT_KIND_LABELS[view.kind] },
            { name: '上传', value: dayAndClock(view.createdAt) },
            { name: '行数', value: `${view.rowCount} 行，有误 ${view.badCount} 行` },
            ...(view.state === 'checked' ? [] : [{ name: '已导入', value: `${view.importedCount} 行` }]),
            ...(view.endedAt ? [{ name: '完成', value: dayAndClock(view.endedAt) }] : []),
          ]}
        />
      </View>
    </Card>
  )
}

type MoveSheetProps = {
  readonly asking: Asking
  readonly view: ImportView
  readonly onDone: () => void
  readonly onDismiss: () => void
}

function MoveSheet({ asking, view, onDone, onDismiss }: MoveSheetProps) {
  const isUndo = asking === 'undo'
  const params = { importId: view.id }
  return (
    <ActSheet
      title={isUndo ? '撤销这次导入？' : `导入 ${view.rowCount - view.badCount} 行？`}
      message={isUndo ? IMPORT_WORDS[view.kind].undo : IMPORT_WORDS[view.kind].afterStart}
      confirmText={isUndo ? '撤销导入' : '开始导入'}
      danger={isUndo}
      intent={asking}
      act={async (idempotencyKey) => {
        if (isUndo) await api.imports.undo({ params }, { idempotencyKey })
        else await api.imports.start({ params, body: { mode: asking } }, { idempotencyKey })
        toast(isUndo ? '已撤销' : '开始导入')
        onDone()
      }}
      onDismiss={onDismiss}
    />
  )
}
