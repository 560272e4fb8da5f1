export { ensureH5Built, ensureWeappBuilt } from '../../miniapp/scripts/built'
export { type LaunchOptions, launchWeapp, type Weapp } from './launch'
