export { ClassFacts } from './class-facts'
export { ClassResult } from './class-result'
export { MyClassList } from './my-class-list'
export { useAllMyClasses, useMyClass } from './use-my-classes'
