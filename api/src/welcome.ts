import { networkInterfaces } from 'node:os'
import type { Environment } from '@jijiao/config/environment'
import { toString as renderQr } from 'qrcode'
import { DEMO_PASSWORD, demoId } from './demo/cast'

type Started = { readonly env: Environment; readonly port: number; readonly isDemo: boolean }

/** What somebody at the terminal needs next: addresses, accounts, and a QR code for a phone on the same network. */
export async function printWelcome({ env, port, isDemo }: Started): Promise<void> {
  const local = `http://localhost:${port}`
  const lines = ['', '继续教育系统已启动', '', `  本机      ${local}/`]
  const lan = lanAddress()
  const phone = lan && !isLoopback(env.HOST) ? `http://${lan}:${port}/` : null
  if (phone) lines.push(`  局域网    ${phone}`)
  lines.push(`  接口文档  ${local}/docs`)
  if (isDemo) {
    lines.push(
      '',
      `演示账号（密码均为 ${DEMO_PASSWORD}）`,
      '  trainee01 – trainee24   学员，今天的课还没有签到',
      '  trainee43               学员，绑定申请等待单位确认',
      '  operator01              松湖职校经办人：办班、考勤、确认人员',
      '  operator02              松湖职校经办人：办班、考勤',
      '  operator03              香山二院经办人',
      '  provider01              市继续教育中心（施教机构）经办人：公开班',
      '  unit01                  松湖职校单位账号，管理经办人',
      '  reviewer01              东莞市教育局，审核课程计划',
      '  hr01、hr02              东莞市人社局，制定、确认学时要求',
      '',
      `  正在签到的考勤 ${demoId('session:now')}`,
    )
  }
  process.stdout.write(`${lines.join('\n')}\n`)
  if (phone) process.stdout.write(`\n手机扫码打开：\n${await renderQr(phone, { type: 'terminal', small: true })}\n`)
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')

function lanAddress(): string | null {
  for (const addresses of Object.values(networkInterfaces())) {
    for (const address of addresses ?? []) {
      if (address.family === 'IPv4' && !address.internal) return address.address
    }
  }
  return null
}
