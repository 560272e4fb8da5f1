export { useDisplay } from './store'
