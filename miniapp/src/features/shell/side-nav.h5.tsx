import { useState } from 'react'
import { startAt } from '../../platform/navigation'
import { useWide } from '../../platform/use-wide'
import { PAGES } from '../../routes'
import { classNames, Icon } from '../../ui'
import { type MenuEntry, type MenuSection, menuOf } from './menus'
import { useRole } from './role'

/** The menu at the side of a desk's screen, by what the person is at the moment. */
export function SideNav() {
  const isWide = useWide()
  const role = useRole()
  if (!isWide) return null
  return (
    <nav className="ui-side" aria-label="主菜单">
      <div className="ui-side-brand">
        <Icon name="certificate" />
        <span>继续教育</span>
      </div>
      {menuOf(role).map((section) => (
        <SideSection key={section.group} section={section} />
      ))}
    </nav>
  )
}

/** What was folded or unfolded by hand; each page has a menu of its own, and they look alike. */
const unfolded = new Map<string, boolean>()

function SideSection({ section: { group, title, isFolded, entries } }: { readonly section: MenuSection }) {
  const isHere = entries.some(isCurrent)
  const [isOpen, setOpen] = useState(isHere || (unfolded.get(group) ?? !isFolded))
  function fold(): void {
    unfolded.set(group, !isOpen)
    setOpen(!isOpen)
  }
  return (
    <div>
      {title && (
        <button type="button" className="ui-side-title" aria-expanded={isOpen} onClick={fold}>
          <span>{title}</span>
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
        </button>
      )}
      {(isOpen || !title) && (
        <ul className="ui-side-list" aria-label={title ?? '开始'}>
          {entries.map((entry) => (
            <li key={entry.page}>
              <SideLink entry={entry} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function isCurrent({ page }: MenuEntry): boolean {
  const path = window.location.pathname
  return path === PAGES[page] || (page === 'home' && path === '/')
}

/** A link as any other, so that it can be opened in a window of its own. */
function SideLink({ entry }: { readonly entry: MenuEntry }) {
  const { page, icon, title } = entry
  const isHere = isCurrent(entry)
  return (
    <a
      className={classNames('ui-side-link', isHere && 'is-current')}
      href={PAGES[page]}
      aria-current={isHere ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        startAt(page)
      }}
    >
      <Icon name={icon} />
      <span>{title}</span>
    </a>
  )
}
