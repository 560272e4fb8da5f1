import { CERTIFICATE_STATE_LABELS, formatCertificateNumber } from '@jijiao/shared/certificates'
import { Text, View } from '@tarojs/components'
import { api, useRemotePages } from '../../api'
import { open } from '../../platform/navigation'
import { Button, Empty, List, ListItem, StatusTag } from '../../ui'
import { AppPage, LoadedPages } from '../shell'
import { CERTIFICATE_TONES, totalWords } from './words'

/** 我的证书: one for each year that was passed, those that no longer hold included. */
export function CertificateList() {
  const remote = useRemotePages('my-certificates', (cursor) => api.certificates.mine({ query: { cursor } }), {
    isKept: true,
  })
  return (
    <AppPage title="我的证书">
      <LoadedPages
        remote={remote}
        empty={
          <Empty
            icon="certificate"
            title="还没有证书"
            note="一年的学时达标以后，由单位生成这一年的继续教育证书，会显示在这里。"
          >
            <Button onPress={() => open('myYear')}>看看今年还差多少</Button>
          </Empty>
        }
      >
        {(certificates) => (
          <List>
            {certificates.map((certificate) => {
              const { id, year, number, state, unit } = certificate
              return (
                <ListItem
                  key={id}
                  icon="certificate"
                  title={<Text className="ui-strong">{`${year} 年度`}</Text>}
                  note={
                    <View>
                      <View>{`${totalWords(certificate)} · ${unit.name}`}</View>
                      <View>{formatCertificateNumber(number)}</View>
                    </View>
                  }
                  end={<StatusTag tone={CERTIFICATE_TONES[state]}>{CERTIFICATE_STATE_LABELS[state]}</StatusTag>}
                  onPress={() => open('myCertificate', { certificateId: id })}
                />
              )
            })}
          </List>
        )}
      </LoadedPages>
      <List>
        <ListItem icon="clock" title="历史记录" note="2017 年及以前的学时和证书" onPress={() => open('myLegacy')} />
        <ListItem icon="scan" title="核验证书" note="扫码或输入编号，查证书真伪" onPress={() => open('verify')} />
      </List>
    </AppPage>
  )
}
