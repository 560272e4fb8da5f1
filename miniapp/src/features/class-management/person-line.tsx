import type { EnrollmentView } from '@jijiao/shared/classes'
import { labelOf, SEXES } from '@jijiao/shared/codes'
import { Text, View } from '@tarojs/components'

/** One trainee: name, sex, masked ID number and phone. */
export function PersonLine({ person }: { readonly person: EnrollmentView }) {
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong">{person.name}</Text>
        <Text>{labelOf(SEXES, person.sex) ?? ''}</Text>
      </View>
      <Text className="ui-list-note">{`${person.residentId} · ${person.phone ?? '手机号未填'}`}</Text>
    </>
  )
}
