export * from './constants'
export type {
  OperatorBindingView,
  OrganizationCard,
  RoleApplicationInput,
  RoleApplicationView,
  UnitInformationInput,
  UnitInformationView,
} from './contract'
export * from './endpoints'
export * from './labels'
export * from './lifecycle'
export * from './role-application'
export * from './rules'
