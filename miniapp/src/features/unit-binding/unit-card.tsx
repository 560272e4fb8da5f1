import { type OrganizationCard, organizationKindLabels } from '@jijiao/shared/organizations'
import { Card, Facts } from '../../ui'

/** An organization, so that a person can tell whether it is theirs. */
export function UnitCard({ unit }: { readonly unit: OrganizationCard }) {
  return (
    <Card title={unit.name}>
      <Facts
        facts={[
          { name: '类型', value: organizationKindLabels[unit.kind] },
          { name: '信用代码', value: unit.code },
          { name: '所在地区', value: unit.regionName },
          ...(unit.aliases.length > 0 ? [{ name: '又称', value: unit.aliases.join('、') }] : []),
        ]}
      />
    </Card>
  )
}
