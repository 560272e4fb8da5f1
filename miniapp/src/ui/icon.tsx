import { View } from '@tarojs/components'
import { a11y } from './a11y'

export const ICON_NAMES = [
  'alert',
  'bell',
  'book',
  'building',
  'calendar',
  'camera',
  'certificate',
  'check',
  'chevron-down',
  'chevron-left',
  'chevron-right',
  'clock',
  'cross',
  'digits',
  'eye',
  'eye-off',
  'image',
  'info',
  'key',
  'list',
  'logout',
  'people',
  'person',
  'phone',
  'plan',
  'plus',
  'route',
  'scan',
  'search',
  'settings',
  'shield',
  'sort',
  'sort-down',
  'sort-up',
  'swap',
  'text-size',
  'wifi-off',
] as const
export type IconName = (typeof ICON_NAMES)[number]

/** A picture beside words; it says nothing of its own to a screen reader. Its shape is in styles/icons.scss. */
export function Icon({ name }: { readonly name: IconName }) {
  return <View className={`ui-icon ui-icon-${name}`} {...a11y({ hidden: true })} />
}
