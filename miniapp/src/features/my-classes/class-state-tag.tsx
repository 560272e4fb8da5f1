import { CLASS_STATE_LABELS, type ClassState, type MyClassView } from '@jijiao/shared/classes'
import { StatusTag, type Tone } from '../../ui'
import { today } from '../calendar'

const TONES: Readonly<Record<ClassState, Tone>> = { planned: 'info', open: 'good', closed: 'neutral', cancelled: 'bad' }

type Standing = Pick<MyClassView, 'state' | 'endsOn'>

/** A class that is still open after its last day waits for the unit to close it. */
const awaitsClosing = ({ state, endsOn }: Standing) => state === 'open' && endsOn < today()

const classStateWord = (item: Standing): string =>
  awaitsClosing(item) ? '课程已结束，待结班' : CLASS_STATE_LABELS[item.state]

export function ClassStateTag({ item }: { readonly item: Standing }) {
  return <StatusTag tone={awaitsClosing(item) ? 'neutral' : TONES[item.state]}>{classStateWord(item)}</StatusTag>
}
