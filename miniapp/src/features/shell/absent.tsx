import { PROBLEMS } from '@jijiao/shared/http'
import { useSession } from '../../api'
import { goBack, open } from '../../platform/navigation'
import { Button, ErrorState } from '../../ui'

/** What is not there, or not for this person; whoever acts for two units may have opened the one's for the other. */
export function Absent({ message }: { readonly message: string }) {
  const actingAs = useSession(({ session }) => session?.actingAs)
  const back = (
    <Button kind="secondary" onPress={goBack}>
      返回
    </Button>
  )
  if (!actingAs || message !== PROBLEMS.not_found.title) {
    return (
      <ErrorState icon="search" title="没有找到" message={message}>
        {back}
      </ErrorState>
    )
  }
  return (
    <ErrorState
      icon="search"
      title="没有找到，或者不是本单位的"
      message={`您正在为“${actingAs.name}”办理业务。要看其他单位的内容，请先切换身份。`}
    >
      <Button kind="secondary" onPress={() => open('me')}>
        切换身份
      </Button>
      {back}
    </ErrorState>
  )
}
