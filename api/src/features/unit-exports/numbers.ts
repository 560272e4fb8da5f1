import { maskPhone, maskResidentId } from '@jijiao/shared/identifiers'
import type { UnitExportNumbers } from '@jijiao/shared/unit-exports'
import type { Vault } from '../../privacy/vault'
import type { Numbers } from '../../unit-data'

export function numbersOf(vault: Vault, asked: UnitExportNumbers): Numbers {
  const whole = {
    residentId: (sealed: string) => vault.open('residentId', sealed),
    phone: (sealed: string | null) => sealed && vault.open('phone', sealed),
  }
  const masked = {
    residentId: (sealed: string) => maskResidentId(whole.residentId(sealed)),
    phone: (sealed: string | null) => sealed && maskPhone(vault.open('phone', sealed)),
  }
  return { ...(asked === 'whole' ? whole : masked), masked }
}
