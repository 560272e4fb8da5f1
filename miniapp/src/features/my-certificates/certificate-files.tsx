import type { CertificateView } from '@jijiao/shared/certificates'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { HAS_ALBUM, openFileAt, type Saving, savePictureAt } from '../../platform/files'
import { Button, Card, FormError, Picture, toast } from '../../ui'
import { useAction } from '../decisions'
import './certificate.scss'
import { usePrints } from './use-prints'

const SAVED: Readonly<Record<Saving, string>> = {
  saved: HAS_ALBUM ? '已保存到相册' : '已开始下载',
  denied: '没有相册权限，请在小程序右上角“设置”里允许使用相册',
  failed: '没有保存成功，请检查网络后重试',
}

/** The certificate as it is printed: to look at, to save, to pass on. */
export function CertificateFiles({ certificate }: { readonly certificate: CertificateView }) {
  const { id, version, year } = certificate
  const print = usePrints(id, version)
  const [picture, setPicture] = useState<string>()
  const showing = useAction()
  const opening = useAction()
  const saving = useAction()

  const show = () =>
    showing.run('show', async () => {
      setPicture((await print('png')).url)
    })
  const openPdf = () =>
    opening.run('pdf', async () => {
      const { url, fileName } = await print('pdf')
      await openFileAt(url, fileName)
    })
  const save = () =>
    saving.run('save', async () => {
      const { url, fileName } = await print('png')
      toast(SAVED[await savePictureAt(url, fileName)])
    })

  return (
    <Card title="证书">
      <View className="ui-stack">
        <FormError message={showing.message ?? opening.message ?? saving.message} />
        {picture ? (
          <Picture
            className="certificate-picture"
            source={picture}
            label={`${year} 年度继续教育证书`}
            onError={() => setPicture(undefined)}
          />
        ) : (
          <Button icon="image" pending={showing.isPending} pendingText="正在生成…" onPress={() => void show()}>
            查看证书图片
          </Button>
        )}
        <View className="ui-actions">
          <Button kind="secondary" small icon="image" pending={saving.isPending} onPress={() => void save()}>
            {HAS_ALBUM ? '保存到相册' : '下载图片'}
          </Button>
          <Button kind="secondary" small icon="certificate" pending={opening.isPending} onPress={() => void openPdf()}>
            {HAS_ALBUM ? '打开 PDF' : '下载 PDF'}
          </Button>
        </View>
        <Text className="ui-soft">图片和 PDF 上有您的完整身份证号，只交给需要的人。</Text>
      </View>
    </Card>
  )
}
