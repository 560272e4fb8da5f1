import { View } from '@tarojs/components'
import { a11y } from '../a11y'
import type { OverlayProps } from './props'

/** A sheet over the page; a tap beside it dismisses it. */
export function Overlay({ label, onDismiss, children }: OverlayProps) {
  return (
    <View className="ui-veil" catchMove onClick={onDismiss}>
      <View className="ui-sheet" onClick={(event) => event.stopPropagation()} {...a11y({ role: 'dialog', label })}>
        {children}
      </View>
    </View>
  )
}
