import { View } from '@tarojs/components'
import { classNames } from './class-names'
import type { PageProps } from './page-props'

/** The frame of every page. WeChat draws the title and the way back above it. */
export function Page({ elder, wide = false, top, footer, children }: PageProps) {
  return (
    <View className={classNames('ui-page', elder && 'elder')}>
      {top}
      <View className={classNames('ui-page-body', wide && 'ui-page-body-wide')}>{children}</View>
      {footer && <View className="ui-page-footer">{footer}</View>}
    </View>
  )
}
