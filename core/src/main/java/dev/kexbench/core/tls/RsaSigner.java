package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.PooledRsaKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.TlsStreamSigner;

/**
 * Signs with a pooled private key, as the other exchanges do; bctls would create a signature object
 * for each: RSASSA-PSS with SHA-256 and a 32-byte salt (RFC 8017, section 8.1), encoded by Bouncy
 * Castle.
 */
final class RsaSigner implements TlsCredentialedSigner {
  private final PooledRsaKey key;
  private final TlsCrypto crypto;
  private final Certificate certificate;

  RsaSigner(PooledRsaKey key, TlsCrypto crypto, Certificate certificate) {
    this.key = key;
    this.crypto = crypto;
    this.certificate = certificate;
  }

  @Override
  public Certificate getCertificate() {
    return certificate;
  }

  @Override
  public SignatureAndHashAlgorithm getSignatureAndHashAlgorithm() {
    return SignatureAndHashAlgorithm.rsa_pss_rsae_sha256;
  }

  /** Not supported: the data to sign is already hashed. */
  @Override
  public TlsStreamSigner getStreamSigner() {
    return null;
  }

  @Override
  public byte[] generateRawSignature(byte[] hash) throws TlsFatalAlert {
    PSSSigner encoding = PSSSigner.createRawSigner(new RawBlocks(), new SHA256Digest());
    RSAPublicKey publicKey = key.publicKey();
    RSAKeyParameters parameters =
        new RSAKeyParameters(false, publicKey.getModulus(), publicKey.getPublicExponent());
    encoding.init(true, new ParametersWithRandom(parameters, crypto.getSecureRandom()));
    encoding.update(hash, 0, hash.length);
    try {
      return encoding.generateSignature();
    } catch (CryptoException e) {
      throw new TlsFatalAlert(AlertDescription.internal_error, e);
    }
  }

  /** The private-key operation in the form that the encoding requires. */
  private final class RawBlocks implements AsymmetricBlockCipher {
    @Override
    public void init(boolean forEncryption, CipherParameters parameters) {
      // The key is in the pool.
    }

    @Override
    public int getInputBlockSize() {
      return key.bytes();
    }

    @Override
    public int getOutputBlockSize() {
      return key.bytes();
    }

    @Override
    public byte[] processBlock(byte[] in, int from, int length) {
      byte[] block = new byte[key.bytes()];
      System.arraycopy(in, from, block, block.length - length, length);
      return CallbackFailure.guarded(() -> key.apply(block, new byte[block.length]));
    }
  }
}
