import { yearContract } from '@jijiao/shared/years/contract'
import { defineFeature } from '../../feature'
import { yearPersonalData } from './personal-data'
import { recountJob } from './recounts'
import { remindAllJob } from './remind-all.job'
import { reminderRoundModel, yearReminderModel } from './reminder.model'
import { reminderRoundJob } from './reminder-round.job'
import { shortTenthsJob } from './short-tenths.job'
import { countUnitJob } from './standing.count'
import { standingModel, standingSheetModel } from './standing.model'
import { yearRoutes } from './years.routes'

export { judgeYears } from './judge'
export { workOffRecounts } from './recounts'

export const years = defineFeature({
  name: 'years',
  contract: yearContract,
  collections: [standingModel, standingSheetModel, yearReminderModel, reminderRoundModel],
  personalData: yearPersonalData,
  routes: yearRoutes,
  jobs: (deps) => [
    recountJob(deps),
    countUnitJob(deps),
    remindAllJob(deps),
    reminderRoundJob(deps),
    shortTenthsJob(deps),
  ],
})
