export { normalizeIdentifier } from './characters'
export { maskEmail, maskName, maskPhone, maskResidentId } from './masks'
export * from './mobile-number'
export {
  checkOrganizationCode,
  ORGANIZATION_CODE_MESSAGES,
  ORGANIZATION_CODE_PROBLEMS,
  type OrganizationCodeCheck,
  type OrganizationCodeProblem,
} from './organization-code'
export * from './resident-id'
export * from './unified-social-credit-code'
