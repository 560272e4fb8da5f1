import { useEffect, useRef, useState } from 'react'
import { goBack } from '../../platform/navigation'
import { loadQrReader, type QrReader } from '../../platform/qr-reader'
import { finishScan } from '../../platform/scan.h5'
import { Button, Icon } from '../../ui'
import { AppPage } from '../shell'

const BETWEEN_FRAMES_MS = 150
const NO_CAMERA = '没有打开摄像头。请允许浏览器使用摄像头，或拍一张、选一张签到码的照片'
const NO_CODE = '这张图片里没有找到二维码，请对准签到码重拍一张'

/** Reads a QR code with the camera of a browser, or from a picture. */
export function CameraScanner() {
  const video = useRef<HTMLVideoElement>(null)
  const reader = useRef<Promise<QrReader> | null>(null)
  const [message, setMessage] = useState('正在打开摄像头…')

  function found(text: string): void {
    finishScan({ kind: 'scanned', text })
    goBack()
  }

  useEffect(() => {
    reader.current = loadQrReader()
    let isOpen = true
    let timer: ReturnType<typeof setTimeout> | undefined
    let stream: MediaStream | undefined

    async function watch(): Promise<void> {
      const read = await reader.current
      if (!isOpen || !read || !video.current) return
      const text = video.current.readyState >= 2 ? await read(video.current) : null
      if (!isOpen) return
      if (text) found(text)
      else timer = setTimeout(() => void watch(), BETWEEN_FRAMES_MS)
    }

    async function openCamera(): Promise<void> {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
        if (!isOpen || !video.current) return stopTracks(stream)
        video.current.srcObject = stream
        await video.current.play()
        setMessage('请把签到码放在画面中间')
        await watch()
      } catch {
        if (isOpen) setMessage(NO_CAMERA)
      }
    }

    void openCamera()
    return () => {
      isOpen = false
      clearTimeout(timer)
      stopTracks(stream)
      finishScan({ kind: 'cancelled' })
    }
  }, [])

  async function readPicture(file: File | undefined): Promise<void> {
    if (!file) return
    setMessage('正在识别图片…')
    try {
      const text = await (await reader.current)?.(file)
      if (text) found(text)
      else setMessage(NO_CODE)
    } catch {
      setMessage(NO_CODE)
    }
  }

  return (
    <AppPage title="扫码">
      <div className="ui-camera">
        <video ref={video} className="ui-camera-view" muted playsInline aria-label="摄像头画面" />
        <div className="ui-camera-frame" aria-hidden="true" />
      </div>
      <p className="ui-camera-message" role="status">
        {message}
      </p>
      <label className="ui-pressable ui-button ui-button-secondary">
        <Icon name="image" />
        拍照或选择图片
        <input
          className="ui-hidden"
          type="file"
          accept="image/*"
          onChange={(event) => void readPicture(event.target.files?.[0])}
        />
      </label>
      <Button kind="plain" onPress={goBack}>
        返回，输入六位数字
      </Button>
    </AppPage>
  )
}

function stopTracks(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}
