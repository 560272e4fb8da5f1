import { OPERATOR_GRANTS, type OperatorGrant, operatorGrantLabels } from '@jijiao/shared/organizations'
import { Text, View } from '@tarojs/components'
import { Checkbox } from '../../ui'

const NOTES: Readonly<Record<OperatorGrant, string>> = {
  operate: '申报计划、办班、录入人员和考勤',
  decide: '确认学员、认定学时，作出决定',
}

type GrantChoiceProps = {
  readonly value: readonly OperatorGrant[]
  readonly onChange: (grants: readonly OperatorGrant[]) => void
}

/** 系统授权: declaring and deciding can be two people's. */
export function GrantChoice({ value, onChange }: GrantChoiceProps) {
  return (
    <View>
      {OPERATOR_GRANTS.map((grant) => (
        <Checkbox
          key={grant}
          label={operatorGrantLabels[grant]}
          checked={value.includes(grant)}
          onChange={(isChecked) =>
            onChange(OPERATOR_GRANTS.filter((one) => (one === grant ? isChecked : value.includes(one))))
          }
        >
          <Text>{operatorGrantLabels[grant]}</Text>
          <Text className="ui-list-note">{NOTES[grant]}</Text>
        </Checkbox>
      ))}
    </View>
  )
}
