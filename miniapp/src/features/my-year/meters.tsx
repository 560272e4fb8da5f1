import { formatCreditHours } from '@jijiao/shared/classes'
import { Text, View } from '@tarojs/components'
import { a11y } from '../../ui'
import './meters.scss'
import { type Part, partWords, sharesOf } from './words'

/** A circle that fills up, with the hours in it. */
export function Ring({ part, label }: { readonly part: Part; readonly label: string }) {
  const { done, pending } = sharesOf(part)
  const fill = `conic-gradient(var(--good) ${done}%, var(--meter-pending) ${done}% ${done + pending}%, var(--line) ${done + pending}%)`
  return (
    <View
      className="ring"
      style={{ background: fill }}
      {...a11y({ role: 'img', label: `${label}：${partWords(part)}` })}
    >
      <View className="ring-middle" {...a11y({ hidden: true })}>
        <Text className="ring-number">{formatCreditHours(part.countedTenths)}</Text>
        <Text className="ring-need">{`/ ${formatCreditHours(part.needTenths)} 学时`}</Text>
      </View>
    </View>
  )
}

/** A line that fills up. */
export function Bar({ part, label }: { readonly part: Part; readonly label: string }) {
  const { done, pending } = sharesOf(part)
  return (
    <View className="meter" {...a11y({ role: 'img', label: `${label}：${partWords(part)}` })}>
      <View className="meter-done" style={{ width: `${done}%` }} />
      <View className="meter-pending" style={{ width: `${pending}%` }} />
    </View>
  )
}
