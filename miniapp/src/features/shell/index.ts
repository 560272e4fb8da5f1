export { AppPage } from './app-page'
