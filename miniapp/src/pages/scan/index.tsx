import { CameraScanner } from '../../features/check-in/camera-scanner'

/** Only the browser build has this page: WeChat brings its own scanner. */
export default function ScanPage() {
  return <CameraScanner />
}
