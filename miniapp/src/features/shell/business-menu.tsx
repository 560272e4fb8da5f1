import { Fragment, type ReactNode } from 'react'
import { open } from '../../platform/navigation'
import type { PageName } from '../../routes'
import { List, ListItem, SectionTitle } from '../../ui'
import { businessOf } from './menus'
import { useRole } from './role'

/** What a phone's home page offers to somebody who acts for an organization. `ends`: how much waits behind an entry. */
export function BusinessMenu({ ends = {} }: { readonly ends?: Partial<Readonly<Record<PageName, ReactNode>>> }) {
  const role = useRole()
  return businessOf(role).map(({ group, title, entries }) => (
    <Fragment key={group}>
      {title && <SectionTitle>{title}</SectionTitle>}
      <List>
        {entries.map(({ page, icon, title: name, note }) => (
          <ListItem key={page} icon={icon} title={name} note={note} end={ends[page]} onPress={() => open(page)} />
        ))}
      </List>
    </Fragment>
  ))
}
