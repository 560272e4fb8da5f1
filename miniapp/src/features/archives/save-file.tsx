import type { ReceivedFile } from '@jijiao/shared/http'
import { Text, View } from '@tarojs/components'
import { openFile } from '../../platform/files'
import { Button, FormError } from '../../ui'
import { useAction } from '../decisions'

type SaveFileProps = {
  readonly file: ReceivedFile
  /** What to do with it: after its name. */
  readonly note: string
  readonly onSaved: () => void
}

/** Saves what has arrived, on a tap of its own: WeChat passes an archive on in no other way. */
export function SaveFile({ file, note, onSaved }: SaveFileProps) {
  const { isPending, message, run } = useAction()
  const save = () =>
    void run(file.name, async () => {
      await openFile(file)
      onSaved()
    })
  return (
    <View className="ui-stack">
      <Text>{`“${file.name}”已准备好，${note}。`}</Text>
      <FormError message={message} />
      <Button pending={isPending} onPress={save}>
        保存文件
      </Button>
    </View>
  )
}
