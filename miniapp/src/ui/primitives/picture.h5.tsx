import type { PictureProps } from './props'

export function Picture({ source, className, label, onError }: PictureProps) {
  return <img className={className} src={source} alt={label} onError={onError} />
}
