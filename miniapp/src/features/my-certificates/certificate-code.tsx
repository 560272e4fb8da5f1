import { formatCertificateNumber, verificationLink } from '@jijiao/shared/certificates'
import { Text, View } from '@tarojs/components'
import { serverOrigin } from '../../platform/server-origin'
import { useCodeDisplay } from '../../platform/use-code-display'
import { Empty, Heading, QrImage } from '../../ui'
import { AppPage, Loaded } from '../shell'
import { useCertificate } from './use-certificate'

/** For somebody opposite to scan: bright, large, and with nothing on it that they need not see. */
export function CertificateCode({ certificateId }: { readonly certificateId: string }) {
  useCodeDisplay()
  const remote = useCertificate(certificateId)
  return (
    <AppPage title="出示证书">
      <Loaded remote={remote}>
        {({ state, year, number, verificationId }) =>
          state === 'valid' ? (
            <View className="ui-code-page">
              <Heading level={1} className="ui-heading-display">
                {`${year} 年度证书`}
              </Heading>
              <QrImage
                text={verificationLink(serverOrigin(), verificationId)}
                size={288}
                label={`${year} 年度继续教育证书的核验码`}
              />
              <Text>请核验人用微信或手机相机扫码</Text>
              <Text className="ui-soft">{`证书编号 ${formatCertificateNumber(number)}`}</Text>
              <Text className="ui-soft">核验页面只显示证书是否有效，姓名和身份证号隐去一部分。</Text>
            </View>
          ) : (
            <Empty icon="certificate" title="这份证书不能出示" note="只有有效的证书才有核验码。" />
          )
        }
      </Loaded>
    </AppPage>
  )
}
