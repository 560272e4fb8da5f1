import {
  DATA_NOTES,
  DATA_REQUEST_KIND_LABELS,
  type DataRequestState,
  type MyDataRequestView,
} from '@jijiao/shared/my-data'
import type { Tone } from '../../ui'

export const DATA_REQUEST_TONES: Readonly<Record<DataRequestState, Tone>> = {
  submitted: 'warn',
  withdrawn: 'neutral',
  granted: 'good',
  refused: 'bad',
}

/** 更正学时记录 */
export const requestTitle = ({ kind, dataKind }: Pick<MyDataRequestView, 'kind' | 'dataKind'>) =>
  `${DATA_REQUEST_KIND_LABELS[kind]}${dataKind ? DATA_NOTES[dataKind].label : ''}`
