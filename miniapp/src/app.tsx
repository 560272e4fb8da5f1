import type { PropsWithChildren } from 'react'
import './app.scss'
import { useFlushKeptScans } from './features/check-in'
import { openShortLink } from './platform/short-links'

openShortLink()

export default function App({ children }: PropsWithChildren) {
  useFlushKeptScans()
  return children
}
