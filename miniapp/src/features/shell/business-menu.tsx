import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { open } from '../../platform/navigation'
import type { PageName } from '../../routes'
import { List, ListItem, SectionTitle } from '../../ui'
import './business-menu.scss'
import { businessOf } from './menus'
import { useRole } from './role'

/** What a phone's home page offers to somebody who acts for an organization. `ends`: how much waits behind an entry. */
export function BusinessMenu({ ends = {} }: { readonly ends?: Partial<Readonly<Record<PageName, ReactNode>>> }) {
  const role = useRole()
  return (
    <View className="business-menu">
      {businessOf(role).map(({ group, title, entries }) => (
        <View key={group} className="business-section">
          {title && <SectionTitle>{title}</SectionTitle>}
          <List>
            {entries.map(({ page, icon, title: name, note }) => (
              <ListItem key={page} icon={icon} title={name} note={note} end={ends[page]} onPress={() => open(page)} />
            ))}
          </List>
        </View>
      ))}
    </View>
  )
}
