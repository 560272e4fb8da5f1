import type { AffiliationState, AffiliationView } from '@jijiao/shared/affiliations'
import { Text, View } from '@tarojs/components'
import { open } from '../../platform/navigation'
import { Button, Card, Heading } from '../../ui'
import { NudgeButton } from '../nudge'
import { DisputeButton } from './dispute-button'
import { LeaveButton } from './leave-button'
import { AffiliationTag, sinceText } from './state-words'
import { WithdrawButton } from './withdraw-button'

/** What a state means for the person and what to do. */
const ADVICE: Readonly<Record<AffiliationState, string>> = {
  pending: '请等待单位经办人确认。着急的话，可以直接联系单位经办人。',
  active: '可以参加单位的培训班并签到。要换单位，直接查找新单位并申请，新单位确认后自动更换。',
  refused: '请按单位说明的原因修改个人信息，或者联系单位经办人，然后重新申请。',
  withdrawn: '您已撤回这次申请。',
  ended: '原来的培训班和考勤记录都还在。可以重新申请，或者加入新的单位。',
}

/** One request or binding: its state, the unit's words, and what can be done. */
export function AffiliationCard({
  affiliation,
  onChanged,
}: {
  readonly affiliation: AffiliationView
  readonly onChanged: () => Promise<void>
}) {
  const { organization, state, reason, abilities } = affiliation
  const isAnswered = state === 'refused' || state === 'ended'
  return (
    <Card>
      <View className="ui-stack">
        <View className="ui-stack-close">
          <AffiliationTag state={state} />
          <Heading level={1}>{organization.name}</Heading>
          <Text className="ui-soft">{sinceText(affiliation)}</Text>
        </View>
        {isAnswered && reason && <Text>{`原因：${reason}`}</Text>}
        <Text className="ui-soft">{ADVICE[state]}</Text>
        {abilities.withdraw && <NudgeButton kind="affiliationRequest" id={affiliation.id} />}
        {abilities.withdraw && <WithdrawButton affiliation={affiliation} onWithdrawn={onChanged} />}
        {abilities.leave && <LeaveButton affiliation={affiliation} onChanged={onChanged} />}
        {abilities.dispute && <DisputeButton affiliation={affiliation} onChanged={onChanged} />}
        {isAnswered && <Button onPress={() => open('joinUnit', { organizationId: organization.id })}>重新申请</Button>}
      </View>
    </Card>
  )
}
