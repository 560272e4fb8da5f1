import { certificateContract } from '@jijiao/shared/certificates/contract'
import { defineFeature } from '../../feature'
import { certificateKeyModel, certificateModel, printTicketModel } from './certificate.model'
import { certificateRoutes } from './certificates.routes'
import { certificatePersonalData } from './personal-data'
import { recountJob } from './recount.job'
import { recountRowModel } from './recount.rows'
import { certificateUnitData } from './unit-data'

export { issueCertificate } from './issue.commands'
export { certificatePages } from './page'
export { createRenderer } from './render/renderer'
export type { CertificateSheet } from './render/sheet'

export const certificates = defineFeature({
  name: 'certificates',
  contract: certificateContract,
  collections: [certificateModel, certificateKeyModel, printTicketModel, recountRowModel],
  unitData: certificateUnitData,
  personalData: certificatePersonalData,
  routes: certificateRoutes,
  jobs: (deps) => [recountJob(deps)],
})
