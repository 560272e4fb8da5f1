import type { NoticeView } from '@jijiao/shared/accounts'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button, Checkbox, Heading, Overlay } from '../../ui'

type NoticeConsentProps = {
  readonly notice: NoticeView
  readonly accepted: boolean
  readonly onChange: (accepted: boolean) => void
}

/** The usage notice, to be read in full and accepted. */
export function NoticeConsent({ notice, accepted, onChange }: NoticeConsentProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <View className="ui-row">
      <Checkbox checked={accepted} onChange={onChange}>
        <Text>我已清楚了解《{notice.title}》</Text>
      </Checkbox>
      <Button kind="plain" small onPress={() => setOpen(true)}>
        阅读全文
      </Button>
      {isOpen && (
        <Overlay label={notice.title} onDismiss={() => setOpen(false)}>
          <Heading>{notice.title}</Heading>
          <View className="ui-sheet-body ui-stack">
            {notice.paragraphs.map((paragraph) => (
              <Text key={paragraph}>{paragraph}</Text>
            ))}
          </View>
          <Button
            onPress={() => {
              onChange(true)
              setOpen(false)
            }}
          >
            我已清楚了解
          </Button>
        </Overlay>
      )}
    </View>
  )
}
