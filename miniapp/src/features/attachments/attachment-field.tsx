import type { AttachmentView } from '@jijiao/shared/attachments'
import { Text, View } from '@tarojs/components'
import { useEffect } from 'react'
import { FILE_PLACES } from '../../platform/files'
import { Button, FormError, Icon, List, ListItem } from '../../ui'
import { useUploads, type Waiting } from './use-uploads'
import { iconOf, kindText } from './words'

const WORDS = { photo: '拍照或选照片', document: '选择文件' } as const
const ICONS = { photo: 'camera', document: 'plus' } as const

export type AttachmentFieldProps = {
  readonly label: string
  readonly hint?: string
  readonly isRequired?: boolean
  readonly value: readonly AttachmentView[]
  /** Takes a change and not a value: files arrive while the rest of the form is filled in. */
  readonly onChange: (update: (current: readonly AttachmentView[]) => readonly AttachmentView[]) => void
  /** Why the form cannot go yet, or that it can. */
  readonly onUnfinished: (complaint: string | undefined) => void
  readonly error?: string | undefined
}

/** Photos and files that go with a form: sent at once, so that saving is quick and what failed is known early. */
export function AttachmentField(props: AttachmentFieldProps) {
  const { label, hint, isRequired = false, value, onChange, onUnfinished, error } = props
  const uploads = useUploads({ value, onChange })
  const unfinished = unfinishedText(uploads.waiting)
  useEffect(() => onUnfinished(unfinished), [onUnfinished, unfinished])
  return (
    <View className="ui-field">
      <Text className="ui-field-label">
        {label}
        {!isRequired && <Text className="ui-field-optional">（选填）</Text>}
      </Text>
      {value.length + uploads.waiting.length > 0 && (
        <List>
          {value.map((attachment) => (
            <ListItem
              key={attachment.id}
              icon={iconOf(attachment)}
              title={attachment.name}
              note={kindText(attachment)}
              end={
                <Button
                  kind="plain"
                  small
                  label={`移除${attachment.name}`}
                  onPress={() => uploads.remove(attachment.id)}
                >
                  移除
                </Button>
              }
            />
          ))}
          {uploads.waiting.map((one) => (
            <WaitingLine
              key={one.key}
              waiting={one}
              onAgain={() => uploads.again(one)}
              onGiveUp={() => uploads.giveUp(one.key)}
            />
          ))}
        </List>
      )}
      <View className="ui-actions">
        {FILE_PLACES.map((place) => (
          <Button key={place} kind="secondary" small icon={ICONS[place]} onPress={() => uploads.pick(place)}>
            {WORDS[place]}
          </Button>
        ))}
      </View>
      {error || uploads.complaint ? (
        <FormError message={error ?? uploads.complaint} />
      ) : (
        hint && <Text className="ui-field-hint">{hint}</Text>
      )}
    </View>
  )
}

function unfinishedText(waiting: readonly Waiting[]): string | undefined {
  if (waiting.some(({ reason }) => reason === null)) return '文件正在上传，请等上传完再提交'
  return waiting.length > 0 ? '有文件没有传上去，请重试或移除' : undefined
}

type WaitingLineProps = {
  readonly waiting: Waiting
  readonly onAgain: () => void
  readonly onGiveUp: () => void
}

function WaitingLine({ waiting: { file, reason }, onAgain, onGiveUp }: WaitingLineProps) {
  return (
    <ListItem
      icon={reason ? 'alert' : 'clock'}
      title={file.name}
      note={
        reason ? (
          <View className="ui-field-error">
            <Icon name="alert" />
            <Text>{reason}</Text>
          </View>
        ) : (
          '正在上传…'
        )
      }
      end={
        reason && (
          <View className="ui-actions">
            <Button kind="plain" small label={`重新上传${file.name}`} onPress={onAgain}>
              重试
            </Button>
            <Button kind="plain" small label={`不要${file.name}`} onPress={onGiveUp}>
              移除
            </Button>
          </View>
        )
      }
    />
  )
}
