import { Button } from '../button'
import type { RecordAction } from './record-props'

/** `label` says of which record, since every row has the same words. */
export function RecordActions({ name, actions }: { readonly name: string; readonly actions: readonly RecordAction[] }) {
  return actions.map(({ text, danger, onPress }) => (
    <Button key={text} kind={danger ? 'danger' : 'secondary'} small label={`${text}：${name}`} onPress={onPress}>
      {text}
    </Button>
  ))
}
