import type { PropsWithChildren } from 'react'
import './app.scss'
import { openShortLink } from './platform/short-links'

openShortLink()

export default function App({ children }: PropsWithChildren) {
  return children
}
