import { open } from '../../platform/navigation'
import { Button, Empty } from '../../ui'

/** What stands in the place of a new unit's business. */
export function ApplyFirst() {
  return (
    <Empty icon="shield" title="请先完成角色申请" note="填写单位信息、上传证件扫描件并确认，单位的各项业务随后开通。">
      <Button onPress={() => open('roleApplication')}>去申请</Button>
    </Empty>
  )
}
