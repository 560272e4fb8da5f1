import { View } from '@tarojs/components'
import { type CSSProperties, useEffect } from 'react'
import { showBars } from '../platform/bars'
import { textScale } from '../platform/text-scale'
import { classNames } from './class-names'
import type { PageProps } from './page-props'

/** The frame of every page. WeChat draws the title and the way back above it. */
export function Page({ elder, theme, wide = false, top, footer, children }: PageProps) {
  useEffect(() => {
    if (theme !== 'system') showBars(theme)
  }, [theme])
  return (
    <View
      className={classNames('ui-page', elder && 'elder', theme !== 'system' && `theme-${theme}`)}
      style={{ '--unit': `${textScale()}px` } as CSSProperties}
    >
      {top}
      <View className={classNames('ui-page-body', wide && 'ui-page-body-wide')}>{children}</View>
      {footer && <View className="ui-page-footer">{footer}</View>}
    </View>
  )
}
