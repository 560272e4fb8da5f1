import { YEAR_STANDING_LABELS } from '@jijiao/shared/rule-sets'
import { Text, View } from '@tarojs/components'
import { open } from '../../platform/navigation'
import { Icon, Pressable, StatusTag } from '../../ui'
import { today } from '../calendar'
import { Ring } from './meters'
import { useMyYear } from './use-my-year'
import { STANDING_TONES } from './words'

/** This year in one glance, where the app begins; nothing where nothing is known. */
export function YearCard() {
  const year = Number(today().slice(0, 4))
  const verdict = useMyYear(year).data?.verdict
  if (!verdict) return null
  const { standing, total, advice } = verdict
  return (
    <Pressable className="ui-card year-total" onPress={() => open('myYear')}>
      <Ring part={total} label="总学时" />
      <View className="ui-list-main ui-stack-close">
        <Text className="ui-strong">{`${year} 年学时`}</Text>
        <StatusTag tone={STANDING_TONES[standing]}>{YEAR_STANDING_LABELS[standing]}</StatusTag>
        <Text className="ui-soft">{advice[0]?.text ?? '点这里看明细'}</Text>
      </View>
      <Icon name="chevron-right" />
    </Pressable>
  )
}
