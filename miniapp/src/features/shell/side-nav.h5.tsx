import { startAt } from '../../platform/navigation'
import { useWide } from '../../platform/use-wide'
import { PAGES } from '../../routes'
import { classNames, Icon } from '../../ui'
import { type MenuEntry, menuOf } from './menus'
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
      {menuOf(role).map(({ title, entries }) => (
        <div key={title ?? 'start'}>
          {title && <p className="ui-side-title">{title}</p>}
          <ul className="ui-side-list" aria-label={title ?? '开始'}>
            {entries.map((entry) => (
              <li key={entry.page}>
                <SideLink entry={entry} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** A link as any other, so that it can be opened in a window of its own. */
function SideLink({ entry: { page, icon, title } }: { readonly entry: MenuEntry }) {
  const path = window.location.pathname
  const isCurrent = path === PAGES[page] || (page === 'home' && path === '/')
  return (
    <a
      className={classNames('ui-side-link', isCurrent && 'is-current')}
      href={PAGES[page]}
      aria-current={isCurrent ? 'page' : undefined}
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
