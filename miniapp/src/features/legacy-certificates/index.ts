export { MyOldCertificate, OldCertificate } from './old-certificate'
