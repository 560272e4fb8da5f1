import type { Deps } from '../../deps'
import { certificateKeyModel } from './certificate.model'
import { type CertificateSigner, createCertificateSigner } from './signing'

const signers = new WeakMap<Buffer, CertificateSigner>()

export function signerOf({ secrets }: Pick<Deps, 'secrets'>): CertificateSigner {
  const known = signers.get(secrets.certificateKey)
  if (known) return known
  const signer = createCertificateSigner(secrets.certificateKey)
  signers.set(secrets.certificateKey, signer)
  return signer
}

/** Before a key signs, its public half is kept for ever: whoever verifies a certificate must be able to find it. */
export async function publishKey(deps: Pick<Deps, 'db' | 'secrets'>, at: Date): Promise<CertificateSigner> {
  const signer = signerOf(deps)
  const Keys = certificateKeyModel(deps.db)
  if (!(await Keys.exists({ _id: signer.keyId }))) {
    await Keys.updateOne({ _id: signer.keyId }, { $setOnInsert: { x: signer.x, since: at } }, { upsert: true })
  }
  return signer
}

export async function publicKey(deps: Pick<Deps, 'db'>, keyId: string) {
  const found = await certificateKeyModel(deps.db).findById(keyId).lean()
  return found && { keyId: found._id, x: found.x }
}

/** As a JSON Web Key Set (RFC 7517, 8037), oldest first; the last one signs today. */
export async function keySet(deps: Pick<Deps, 'db'>) {
  const keys = await certificateKeyModel(deps.db).find().sort({ _id: 1 }).lean()
  return {
    keys: keys
      .sort((a, b) => a.since.getTime() - b.since.getTime())
      .map(({ _id, x, since }) => ({
        kty: 'OKP',
        crv: 'Ed25519',
        use: 'sig',
        alg: 'EdDSA',
        kid: _id,
        x,
        since: since.toISOString(),
      })),
  }
}
