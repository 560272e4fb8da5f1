import { useEffect } from 'react'
import './styles/browser.scss'
import { goBack } from '../platform/navigation'
import { classNames } from './class-names'
import { Icon } from './icon'
import type { PageProps } from './page-props'
import { Pressable } from './primitives/pressable'

/** The frame of every page: a browser has no title bar of ours, so it draws one, with the way back. */
export function Page({ title, isTab = false, elder, wide = false, top, footer, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · 继续教育`
  }, [title])
  useEffect(() => {
    // The tab bar is outside of the page.
    document.documentElement.classList.toggle('elder', elder)
  }, [elder])
  return (
    <div className={classNames('ui-page', elder && 'elder')}>
      {!isTab && (
        <header className="ui-page-bar">
          <Pressable label="返回" onPress={goBack}>
            <Icon name="chevron-left" />
          </Pressable>
          <h1 className="ui-page-title">{title}</h1>
        </header>
      )}
      {top}
      <main className={classNames('ui-page-body', wide && 'ui-page-body-wide')}>{children}</main>
      {footer && <div className="ui-page-footer">{footer}</div>}
    </div>
  )
}
