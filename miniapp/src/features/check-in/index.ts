export { CheckInPanel } from './check-in-panel'
export { useFlushKeptScans } from './flush-kept-scans'
export { KeptScanList } from './kept-scan-list'
export { forgetPlaceConsent } from './place-consent'
