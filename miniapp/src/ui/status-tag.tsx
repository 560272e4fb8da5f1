import { Text, View } from '@tarojs/components'
import { Icon, type IconName } from './icon'

export const TONES = ['neutral', 'info', 'good', 'warn', 'bad'] as const
export type Tone = (typeof TONES)[number]

const ICONS: Record<Tone, IconName | null> = { neutral: null, info: 'info', good: 'check', warn: 'clock', bad: 'cross' }

/** A state in a word, with a shape and a colour of its own: never by colour alone. */
export function StatusTag({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  const icon = ICONS[tone]
  return (
    <View className={`ui-tag ui-tag-${tone}`}>
      {icon && <Icon name={icon} />}
      <Text>{children}</Text>
    </View>
  )
}
