import { Picked } from '../../ui'
import { TraineePicker } from './trainee-picker'

type Trainee = { readonly id: string; readonly name: string }
type TraineePickProps = { readonly value: Trainee | null; readonly onChange: (trainee: Trainee | null) => void }

/** One of the unit's trainees. Who picks another one searches from the start. */
export function TraineePick({ value, onChange }: TraineePickProps) {
  if (value) return <Picked name={value.name} what="学员" onRepick={() => onChange(null)} />
  return <TraineePicker onPick={({ id, name }) => onChange({ id, name })} />
}
