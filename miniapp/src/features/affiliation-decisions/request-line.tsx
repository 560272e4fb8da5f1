import type { AffiliationRequestView } from '@jijiao/shared/affiliations'
import { EDUCATIONS, labelOf, SEXES } from '@jijiao/shared/codes'
import { Text, View } from '@tarojs/components'
import { dayAndClock, waitedInWords } from '../calendar'

/** One person who asks to be bound to the unit. */
export function RequestLine({ request }: { readonly request: AffiliationRequestView }) {
  return (
    <>
      <View className="ui-row">
        <Text className="ui-strong">{request.name}</Text>
        <Text>{labelOf(SEXES, request.sex) ?? ''}</Text>
      </View>
      <Text className="ui-list-note">
        {`${request.residentId} · ${labelOf(EDUCATIONS, request.education) ?? '学历未填'}`}
      </Text>
      <Text className="ui-list-note">{`${dayAndClock(request.askedAt)} 申请（${waitedInWords(request.askedAt)}）`}</Text>
    </>
  )
}
