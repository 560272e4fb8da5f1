export { AppPage } from './app-page'
export { Loaded, LoadedPages } from './loaded'
