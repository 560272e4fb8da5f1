import type { PropsWithChildren } from 'react'
import './app.scss'
import { useFlushKeptScans } from './features/check-in'
import { quietRouterLinks } from './platform/router-links'
import { openShortLink } from './platform/short-links'
import { offerUpdates } from './platform/updates'

openShortLink()
quietRouterLinks()
offerUpdates()

export default function App({ children }: PropsWithChildren) {
  useFlushKeptScans()
  return children
}
