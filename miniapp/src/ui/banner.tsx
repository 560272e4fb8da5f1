import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y } from './a11y'
import { Icon, type IconName } from './icon'

type BannerProps = {
  readonly tone: 'info' | 'warn'
  readonly icon: IconName
  readonly action?: ReactNode
  readonly children: string
}

/** One line above the page that is true for all of it. */
export function Banner({ tone, icon, action, children }: BannerProps) {
  return (
    <View className={`ui-banner ui-banner-${tone}`} {...a11y({ role: 'status' })}>
      <Icon name={icon} />
      <Text className="ui-banner-text">{children}</Text>
      {action}
    </View>
  )
}
