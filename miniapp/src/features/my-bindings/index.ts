export { MyBindings } from './my-bindings'
