import type { SpotCheckFinding } from './constants'

export const SPOT_CHECK_FINDING_LABELS: Readonly<Record<SpotCheckFinding, string>> = {
  agrees: '核实一致',
  differs: '核实不一致',
}
