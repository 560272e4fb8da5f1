import { useEffect, useRef } from 'react'
import './styles/browser.scss'
import './styles/desk.scss'
import { goBack } from '../platform/navigation'
import { classNames } from './class-names'
import { Icon } from './icon'
import { type PageProps, THEMES } from './page-props'
import { Pressable } from './primitives/pressable'

/**
 * The frame of every page: a browser has no title bar of ours, so it draws one, with the way back. On a wide screen the
 * menu stands beside it.
 */
export function Page({ title, isTab = false, elder, theme, wide = false, aside, top, footer, children }: PageProps) {
  const content = useRef<HTMLElement>(null)
  useEffect(() => {
    document.title = `${title} · 继续教育`
  }, [title])
  useEffect(() => {
    // The tab bar is outside of the page.
    const { classList } = document.documentElement
    classList.toggle('elder', elder)
    for (const one of THEMES) classList.toggle(`theme-${one}`, one === theme)
  }, [elder, theme])
  return (
    <div className={classNames('ui-page', elder && 'elder')}>
      {aside && (
        <button type="button" className="ui-skip" onClick={() => content.current?.focus()}>
          跳到内容
        </button>
      )}
      {aside}
      <div className="ui-page-column">
        <div className="ui-page-head">
          <header className={classNames('ui-page-bar', isTab && 'ui-page-bar-tab')}>
            {!isTab && (
              <Pressable label="返回" onPress={goBack}>
                <Icon name="chevron-left" />
              </Pressable>
            )}
            <h1 className="ui-page-title">{title}</h1>
          </header>
          {top}
        </div>
        <main ref={content} tabIndex={-1} className={classNames('ui-page-body', wide && 'ui-page-body-wide')}>
          {children}
        </main>
        {footer && <div className="ui-page-footer">{footer}</div>}
      </div>
    </div>
  )
}
