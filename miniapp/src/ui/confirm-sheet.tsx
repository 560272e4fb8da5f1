import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Button } from './button'
import { Heading } from './primitives/heading'
import { Overlay } from './primitives/overlay'

export type ConfirmSheetProps = {
  readonly open: boolean
  readonly title: string
  readonly message?: string
  /** A reason to fill in, or whatever else the decision needs. */
  readonly children?: ReactNode
  /** The verb of the action itself: `结束签到`, not `确定`. */
  readonly confirmText: string
  readonly danger?: boolean
  readonly pending?: boolean
  readonly onConfirm: () => void
  readonly onDismiss: () => void
}

type InfoSheetProps = { readonly title: string; readonly children: ReactNode; readonly onDismiss: () => void }

/** Something to read, above the page. */
export function InfoSheet({ title, children, onDismiss }: InfoSheetProps) {
  return (
    <Overlay label={title} onDismiss={onDismiss}>
      <Heading>{title}</Heading>
      <View className="ui-sheet-body ui-stack">{children}</View>
      <Button kind="secondary" onPress={onDismiss}>
        关闭
      </Button>
    </Overlay>
  )
}

/** Asks before something that cannot be taken back. */
export function ConfirmSheet({
  open,
  title,
  message,
  children,
  confirmText,
  danger = false,
  pending = false,
  onConfirm,
  onDismiss,
}: ConfirmSheetProps) {
  if (!open) return null
  return (
    <Overlay label={title} onDismiss={onDismiss}>
      <Heading>{title}</Heading>
      <View className="ui-sheet-body ui-stack">
        {message && <Text>{message}</Text>}
        {children}
      </View>
      <View className="ui-stack">
        <Button kind={danger ? 'danger' : 'primary'} pending={pending} onPress={onConfirm}>
          {confirmText}
        </Button>
        <Button kind="secondary" disabled={pending} onPress={onDismiss}>
          取消
        </Button>
      </View>
    </Overlay>
  )
}
