import { Picker, Text, View } from '@tarojs/components'
import { a11y } from '../a11y'
import { classNames } from '../class-names'
import { Icon } from '../icon'
import type { ChoiceProps, MomentProps } from './props'

type FaceProps = { readonly text: string; readonly placeholder: string; readonly invalid: boolean }

function Face({ text, placeholder, invalid }: FaceProps) {
  return (
    <View className={classNames('ui-input ui-input-choice', invalid && 'is-invalid')}>
      <Text className={text ? '' : 'ui-input-empty'}>{text || placeholder}</Text>
      <Icon name="chevron-right" />
    </View>
  )
}

export function Choice<V extends string>({
  label,
  value,
  options,
  onChange,
  placeholder = '请选择',
  invalid = false,
  disabled = false,
}: ChoiceProps<V>) {
  const index = options.findIndex((option) => option.value === value)
  const text = options[index]?.label ?? ''
  return (
    <Picker
      mode="selector"
      range={options.map((option) => option.label)}
      value={Math.max(index, 0)}
      disabled={disabled}
      onChange={(event) => {
        const chosen = options[Number(event.detail.value)]
        if (chosen) onChange(chosen.value)
      }}
      {...a11y({ role: 'button', label: `${label}，${text || placeholder}` })}
    >
      <Face text={text} placeholder={placeholder} invalid={invalid} />
    </Picker>
  )
}

export function Moment({
  label,
  mode,
  value,
  onChange,
  start,
  end,
  placeholder = '请选择',
  invalid = false,
  disabled = false,
}: MomentProps) {
  const shared = { value, disabled, ...a11y({ role: 'button', label: `${label}，${value || placeholder}` }) }
  const face = <Face text={value} placeholder={placeholder} invalid={invalid} />
  if (mode === 'time') {
    return (
      <Picker mode="time" {...shared} onChange={(event) => onChange(event.detail.value)}>
        {face}
      </Picker>
    )
  }
  return (
    <Picker mode="date" {...shared} start={start} end={end} onChange={(event) => onChange(event.detail.value)}>
      {face}
    </Picker>
  )
}
