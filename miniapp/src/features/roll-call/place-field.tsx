import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { POSITION_PATIENCE_MS } from '../../platform/position'
import { readPosition } from '../../platform/read-position'
import { Button, FormError, TextField } from '../../ui'
import type { PlanValues } from './plan-values'

type PlaceFieldProps = {
  readonly value: PlanValues['geofence']
  readonly onChange: (value: PlanValues['geofence']) => void
  /** How far around it counts as being there. */
  readonly radius: { readonly value: string; readonly onChange: (value: string) => void; readonly error?: string }
}

/** The place of a roll call, set by standing there. Nobody is refused by it: who is elsewhere is marked as such. */
export function PlaceField({ value, onChange, radius }: PlaceFieldProps) {
  const [isReading, setReading] = useState(false)
  const [message, setMessage] = useState<string>()

  async function useHere(): Promise<void> {
    setReading(true)
    setMessage(undefined)
    const position = await readPosition(POSITION_PATIENCE_MS.unhurried)
    setReading(false)
    if (position) onChange({ latitude: position.latitude, longitude: position.longitude })
    else setMessage('没有取得位置，请在手机设置里允许使用位置后再试')
  }

  return (
    <View className="ui-stack">
      <View className="ui-field">
        <Text className="ui-field-label">
          签到位置
          <Text className="ui-field-optional">（选填）</Text>
        </Text>
        {value ? (
          <View className="ui-row">
            <Text className="ui-list-main">{`北纬 ${value.latitude.toFixed(4)}，东经 ${value.longitude.toFixed(4)}`}</Text>
            <Button kind="plain" small onPress={() => onChange(null)}>
              不核对位置
            </Button>
          </View>
        ) : (
          <Button kind="secondary" small pending={isReading} pendingText="正在定位…" onPress={() => void useHere()}>
            用我现在的位置
          </Button>
        )}
        <FormError message={message} />
        <Text className="ui-field-hint">请在培训现场设定。签到时不在附近的会标出来，由您核对，不会挡住签到。</Text>
      </View>
      {value && <TextField label="多少米以内算在现场" kind="digits" maxLength={5} {...radius} />}
    </View>
  )
}
