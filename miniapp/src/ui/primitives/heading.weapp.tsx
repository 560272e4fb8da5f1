import { View } from '@tarojs/components'
import { a11y } from '../a11y'
import { classNames } from '../class-names'
import type { HeadingProps } from './props'

export function Heading({ className, children }: HeadingProps) {
  return (
    <View className={classNames('ui-heading', className)} {...a11y({ role: 'heading' })}>
      {children}
    </View>
  )
}
