import { maskPhone, maskResidentId } from '@jijiao/shared/identifiers'
import type { UnitExportNumbers } from '@jijiao/shared/unit-exports'
import type { Vault } from '../../privacy/vault'
import type { Numbers } from '../../unit-data'

export function numbersOf(vault: Vault, asked: UnitExportNumbers): Numbers {
  const shown = (mask: (plain: string) => string, plain: string) => (asked === 'whole' ? plain : mask(plain))
  return {
    residentId: (sealed) => shown(maskResidentId, vault.open('residentId', sealed)),
    phone: (sealed) => sealed && shown(maskPhone, vault.open('phone', sealed)),
  }
}
