export { MyData } from './my-data'
