import { groupedBy } from '../../db/grouped'
import { dataOf, ofTrainee, type PersonalData } from '../../privacy/personal-data'
import { yearReminderModel } from './reminder.model'
import { type Standing, standingModel } from './standing.model'
import { writeStandings } from './standing.write'

/** Counted for the unit, and counted anew as long as the person belongs to it. */
export const yearPersonalData: readonly PersonalData[] = [
  {
    kind: 'standings',
    sources: [
      dataOf({
        model: standingModel,
        of: ofTrainee,
        show: ({ year, needTenths, countedTenths, pendingTenths, countedAt }) => ({
          年度: year,
          应有学时: needTenths / 10,
          已有学时: countedTenths / 10,
          待认定学时: pendingTenths / 10,
          统计时间: countedAt,
        }),
      }),
      dataOf({
        model: yearReminderModel,
        of: ofTrainee,
        show: ({ year, remindedAt }) => ({ 年度: year, 提醒时间: remindedAt }),
      }),
    ],
    async erase({ deps, subject: { traineeId }, session }) {
      if (!traineeId) return
      const found = await standingModel(deps.db)
        .find({ traineeId }, { organizationId: 1, year: 1 }, { session })
        .lean<Pick<Standing, '_id' | 'organizationId' | 'year'>[]>()
      for (const [sheet] of groupedBy(found, ({ organizationId, year }) => `${organizationId} ${year}`).values()) {
        if (sheet) await writeStandings(deps, sheet, { counted: [], gone: [traineeId] }, session)
      }
      await yearReminderModel(deps.db).deleteMany({ traineeId }, { session })
    },
  },
]
