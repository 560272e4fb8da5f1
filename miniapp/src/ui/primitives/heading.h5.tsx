import { classNames } from '../class-names'
import type { HeadingProps } from './props'

const TAGS = { 1: 'h1', 2: 'h2', 3: 'h3' } as const

export function Heading({ level = 2, className, children }: HeadingProps) {
  const Tag = TAGS[level]
  return <Tag className={classNames('ui-heading', className)}>{children}</Tag>
}
