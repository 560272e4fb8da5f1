export { ClassFacts } from './class-facts'
export { MyClassList } from './my-class-list'
export { useAllMyClasses, useMyClass } from './use-my-classes'
