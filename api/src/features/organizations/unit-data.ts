import { everyOne } from '../../db/every'
import { rowOf, type UnitDataKind } from '../../unit-data'
import { organizationModel } from './organization.model'
import { roleApplicationModel } from './role-application.model'

const byId = { path: '_id', direction: 1 } as const

const unitInformation: UnitDataKind = {
  name: 'unit',
  label: '单位信息',
  async *rows({ db, vault }, unitId, numbers) {
    for await (const unit of everyOne(organizationModel(db), { _id: unitId }, byId)) {
      const { mobileSealed, emailSealed, contact, officePhone, postalCode, address, functions } = unit.information
      const reach = { contact, officePhone, postalCode, address, functions }
      yield {
        ...rowOf(unit, [
          'kind',
          'name',
          'aliases',
          'code',
          'certificateType',
          'regionCode',
          'legalRepresentative',
          'nature',
          'subordination',
          'createdAt',
        ]),
        ...reach,
        mobile: numbers.phone(mobileSealed),
        email: emailSealed && vault.open('email', emailSealed),
      }
    }
  },
}

const roleApplication: UnitDataKind = {
  name: 'roleApplications',
  label: '法人单位角色申请',
  async *rows({ db }, organizationId) {
    const fields = ['state', 'nature', 'subordination', 'contact', 'confirmedAt', 'decidedAt', 'opinion'] as const
    for await (const one of everyOne(roleApplicationModel(db), { organizationId }, byId)) yield rowOf(one, fields)
  },
}

export const organizationUnitData = [unitInformation, roleApplication]
