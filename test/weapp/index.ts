export { ensureH5Built, ensureWeappBuilt } from './built'
export { type LaunchOptions, launchWeapp, type Weapp } from './launch'
