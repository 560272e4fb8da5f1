export { SaveFile } from './save-file'
