import { Text, View } from '@tarojs/components'
import { type ReactNode, useId, useState } from 'react'
import { a11y } from './a11y'
import { Icon } from './icon'
import { Choice, Moment } from './primitives/choice'
import { Input } from './primitives/input'
import { Pressable } from './primitives/pressable'
import type { ChoiceProps, InputProps, MomentProps } from './primitives/props'

type FieldProps = {
  readonly label: string
  readonly hint?: string
  /** What is wrong with the value, as a sentence that says what to do. */
  readonly error?: string
  readonly optional?: boolean
  readonly errorId?: string
  readonly children: ReactNode
}

/** A control with its label above and, below it, a hint or what is wrong. */
export function Field({ label, hint, error, optional = false, errorId, children }: FieldProps) {
  return (
    <View className="ui-field">
      <Text className="ui-field-label">
        {label}
        {optional && <Text className="ui-field-optional">（选填）</Text>}
      </Text>
      <View className="ui-field-control">{children}</View>
      {error ? (
        <View className="ui-field-error" id={errorId} {...a11y({ role: 'alert' })}>
          <Icon name="alert" />
          <Text>{error}</Text>
        </View>
      ) : (
        hint && <Text className="ui-field-hint">{hint}</Text>
      )}
    </View>
  )
}

type Framed<P> = Omit<P, 'invalid' | 'describedBy'> & Pick<FieldProps, 'hint' | 'error' | 'optional'>

export type TextFieldProps = Framed<InputProps> & { readonly action?: ReactNode }

export function TextField({ hint, error, optional, action, ...input }: TextFieldProps) {
  const errorId = useErrorId()
  return (
    <Field label={input.label} hint={hint} error={error} optional={optional} errorId={errorId}>
      <Input {...input} invalid={Boolean(error)} describedBy={error ? errorId : undefined} />
      {action}
    </Field>
  )
}

/** A password, hidden until its eye is pressed. */
export function PasswordField({ hint, error, optional, ...input }: Omit<TextFieldProps, 'kind' | 'action'>) {
  const [isShown, setShown] = useState(false)
  const errorId = useErrorId()
  return (
    <Field label={input.label} hint={hint} error={error} optional={optional} errorId={errorId}>
      <Input
        {...input}
        kind={isShown ? 'text' : 'password'}
        invalid={Boolean(error)}
        describedBy={error ? errorId : undefined}
      />
      <Pressable
        className="ui-field-inside"
        label={isShown ? `隐藏${input.label}` : `显示${input.label}`}
        onPress={() => setShown(!isShown)}
      >
        <Icon name={isShown ? 'eye-off' : 'eye'} />
      </Pressable>
    </Field>
  )
}

export function SelectField<V extends string>({ hint, error, optional, ...choice }: Framed<ChoiceProps<V>>) {
  return (
    <Field label={choice.label} hint={hint} error={error} optional={optional}>
      <Choice {...choice} invalid={Boolean(error)} />
    </Field>
  )
}

type DateFieldProps = Framed<Omit<MomentProps, 'mode'>> & { readonly action?: ReactNode }

export function DateField({ hint, error, optional, action, ...moment }: DateFieldProps) {
  return (
    <Field label={moment.label} hint={hint} error={error} optional={optional}>
      <Moment mode="date" {...moment} invalid={Boolean(error)} />
      {action}
    </Field>
  )
}

export function TimeField({ hint, error, optional, ...moment }: Framed<Omit<MomentProps, 'mode'>>) {
  return (
    <Field label={moment.label} hint={hint} error={error} optional={optional}>
      <Moment mode="time" {...moment} invalid={Boolean(error)} />
    </Field>
  )
}

function useErrorId(): string {
  return `error${useId().replace(/:/g, '')}`
}
