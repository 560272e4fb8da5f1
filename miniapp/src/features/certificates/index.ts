export { CertificateDetail } from './certificate-detail'
export { CertificateList } from './certificate-list'
