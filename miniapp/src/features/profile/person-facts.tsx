import { PROFILE_FIELD_LABELS, type ProfileView } from '@jijiao/shared/affiliations'
import { labelOf, SEXES } from '@jijiao/shared/codes'
import { Text } from '@tarojs/components'
import { Facts } from '../../ui'
import { dayInWords } from '../calendar'

/** What follows from the real-name check and cannot be changed here. */
export function PersonFacts({ view }: { readonly view: ProfileView }) {
  return (
    <>
      <Facts
        facts={[
          { name: PROFILE_FIELD_LABELS.name, value: view.name },
          { name: PROFILE_FIELD_LABELS.residentId, value: view.residentId },
          { name: PROFILE_FIELD_LABELS.sex, value: labelOf(SEXES, view.sex) ?? '未知' },
          { name: PROFILE_FIELD_LABELS.birthDate, value: dayInWords(view.birthDate) },
        ]}
      />
      <Text className="ui-soft">来自实名认证，不能修改；性别和出生日期由身份证号码得出。</Text>
    </>
  )
}
