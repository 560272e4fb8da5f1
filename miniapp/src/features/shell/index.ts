export { AppPage } from './app-page'
export { BusinessMenu } from './business-menu'
export { Loaded, LoadedPages } from './loaded'
export { useRole } from './role'
