import type { Endpoint } from '@jijiao/shared/http'
import { MOST_EXPORTED_ROWS } from '@jijiao/shared/http'
import { errorSentence, listAsSheet } from '../../api'
import { openFile } from '../../platform/files'
import { Button, toast } from '../../ui'
import { useAction } from '../decisions'

type ExportButtonProps = {
  /** Of the list. */
  readonly endpoint: Endpoint
  readonly params?: Readonly<Record<string, string | number>>
  /** The filters that hold on the page. */
  readonly query?: Readonly<Record<string, string | number | undefined>>
}

/** The whole list, as it is filtered, as a spreadsheet. */
export function ExportButton({ endpoint, params, query }: ExportButtonProps) {
  const { isPending, run } = useAction()
  const save = () =>
    void run([params, query], async () => {
      try {
        await openFile(await listAsSheet(endpoint, { params, query }))
      } catch (error) {
        toast(errorSentence(error))
      }
    })
  return (
    <Button
      kind="secondary"
      small
      label={`导出表格，最多 ${MOST_EXPORTED_ROWS} 行`}
      pending={isPending}
      pendingText="正在导出…"
      onPress={save}
    >
      导出表格
    </Button>
  )
}
