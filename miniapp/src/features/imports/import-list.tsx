import {
  IMPORT_KIND_LABELS,
  IMPORT_KINDS_OF,
  type ImportKind,
  type ImportView,
  LARGEST_IMPORT_BYTES,
  MOST_IMPORT_ROWS,
} from '@jijiao/shared/imports'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api, useRemotePages, useSession } from '../../api'
import { openFile, pickFiles } from '../../platform/files'
import { open } from '../../platform/navigation'
import { Button, Card, Choices, type Column, Empty, FormError, Records, SectionTitle } from '../../ui'
import { dayAndClock } from '../calendar'
import { useAction } from '../decisions'
import { AppPage, LoadedPages } from '../shell'
import { ImportTag } from './state-tag'
import { IMPORT_WORDS } from './words'

/** 批量申报 and its like: a table filled in offline; it is checked first, row by row, and imported only when asked to. */
export function ImportList({ kind: asked }: { readonly kind: string | undefined }) {
  const organization = useSession(({ session }) => session?.actingAs?.kind)
  const kinds = (organization && IMPORT_KINDS_OF[organization]) ?? []
  const [chosen, setChosen] = useState(asked)
  const kind = kinds.find((one) => one === chosen) ?? kinds[0]
  const remote = useRemotePages('imports', (cursor) => api.imports.list({ query: { cursor } }))
  return (
    <AppPage title="表格导入" wide>
      {kind && <Upload kind={kind} kinds={kinds} onChoose={setChosen} />}
      <SectionTitle>上传过的表格</SectionTitle>
      <LoadedPages remote={remote} empty={<Empty icon="list" title="还没有上传过表格" />}>
        {(imports) => (
          <Records
            label="上传过的表格"
            items={imports}
            idOf={({ id }) => id}
            nameOf={({ fileName }) => fileName}
            columns={COLUMNS}
            renderCard={(one) => <ImportCard of={one} />}
            onOpen={({ id }) => open('import', { importId: id })}
          />
        )}
      </LoadedPages>
    </AppPage>
  )
}

type UploadProps = {
  readonly kind: ImportKind
  readonly kinds: readonly ImportKind[]
  readonly onChoose: (kind: ImportKind) => void
}

function Upload({ kind, kinds, onChoose }: UploadProps) {
  const download = useAction()
  const upload = useAction()
  const params = { kind }

  const fetchTemplate = () =>
    void download.run('template', async () => openFile(await api.imports.template({ params })))

  const check = () =>
    void upload.run(Date.now(), async () => {
      const [file] = await pickFiles('sheet', 1)
      if (!file) return
      if (file.sizeBytes > LARGEST_IMPORT_BYTES) {
        upload.complain(`文件超过 ${LARGEST_IMPORT_BYTES / 1024 / 1024} MB，请分成几个文件`)
        return
      }
      const checked = await api.imports.check({ params, file })
      open('import', { importId: checked.id })
    })

  return (
    <Card title={IMPORT_KIND_LABELS[kind]}>
      <View className="ui-stack">
        {kinds.length > 1 && (
          <Choices
            label="导入什么"
            value={kind}
            options={kinds.map((value) => ({ value, label: IMPORT_WORDS[value].tab }))}
            onChange={onChoose}
          />
        )}
        <Text>{`1. 下载模板，在电脑上填写，${IMPORT_WORDS[kind].row}。`}</Text>
        <Text>2. 上传填好的表格，系统逐行检查，不会马上导入。</Text>
        <Text>3. 看过检查结果，再决定导入。</Text>
        <Text className="ui-soft">{`每次最多 ${MOST_IMPORT_ROWS} 行，xlsx 或 CSV 文件`}</Text>
        <FormError message={download.message ?? upload.message} />
        <View className="ui-actions">
          <Button kind="secondary" pending={download.isPending} onPress={fetchTemplate}>
            下载模板
          </Button>
          <Button icon="plus" pending={upload.isPending} pendingText="正在检查…" onPress={check}>
            上传表格
          </Button>
        </View>
      </View>
    </Card>
  )
}

const COLUMNS: readonly Column<ImportView>[] = [
  { title: '文件', value: ({ fileName }) => fileName },
  { title: '内容', value: ({ kind }) => IMPORT_WORDS[kind].tab },
  { title: '上传时间', value: ({ createdAt }) => dayAndClock(createdAt) },
  { title: '行数', isNumber: true, value: ({ rowCount }) => rowCount },
  { title: '有误', isNumber: true, value: ({ badCount }) => badCount },
  { title: '已导入', isNumber: true, value: ({ importedCount }) => importedCount },
  { title: '状态', value: ({ state }) => <ImportTag state={state} /> },
]

function ImportCard({ of }: { readonly of: ImportView }) {
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong ui-list-main">{of.fileName}</Text>
        <ImportTag state={of.state} />
      </View>
      <Text className="ui-list-note">{`${IMPORT_WORDS[of.kind].tab}，${dayAndClock(of.createdAt)}`}</Text>
      <Text className="ui-list-note">{`${of.rowCount} 行，有误 ${of.badCount} 行`}</Text>
    </>
  )
}
