import { View } from '@tarojs/components'
import { useMemo } from 'react'
import { a11y } from './a11y'
import { Picture } from './primitives/picture'
import { qrSvgUri } from './qr-svg'

type QrImageProps = {
  readonly text: string
  /** What the code is for, said to a screen reader. */
  readonly label: string
  /** Width and height in pixels; the picture itself has no pixels. */
  readonly size: number
}

/** A QR code drawn on the device: no picture is fetched. */
export function QrImage({ text, label, size }: QrImageProps) {
  const source = useMemo(() => qrSvgUri(text), [text])
  return (
    <View className="ui-qr" style={{ width: `${size}px`, height: `${size}px` }} {...a11y({ role: 'img', label })}>
      <Picture className="ui-qr-picture" source={source} fill label="" />
    </View>
  )
}
