import { Image } from '@tarojs/components'
import type { PictureProps } from './props'

export function Picture({ source, className, fill = false, label, onError }: PictureProps) {
  const mode = fill ? 'scaleToFill' : 'widthFix'
  return <Image className={className} src={source} mode={mode} ariaLabel={label || undefined} onError={onError} />
}
