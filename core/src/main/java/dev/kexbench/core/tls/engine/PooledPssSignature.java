package dev.kexbench.core.tls.engine;

import dev.kexbench.core.tls.CallbackFailure;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;

/**
 * RSASSA-PSS with SHA-256 and a 32-byte salt (RFC 8017, section 8.1) by a {@link PooledPrivateKey},
 * encoded by Bouncy Castle. It refuses other hashes, so that the engine uses no other.
 */
final class PooledPssSignature extends SignatureSpi {
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final int SALT_BYTES = 32;

  private PSSSigner signer;

  @Override
  protected void engineInitSign(PrivateKey given) throws InvalidKeyException {
    engineInitSign(given, RANDOM);
  }

  @Override
  protected void engineInitSign(PrivateKey given, SecureRandom random) throws InvalidKeyException {
    if (!(given instanceof PooledPrivateKey pooled)) {
      throw new InvalidKeyException("this provider has pooled keys only");
    }
    var publicKey = pooled.key.publicKey();
    signer = new PSSSigner(new RawBlocks(pooled), new SHA256Digest(), SALT_BYTES);
    signer.init(
        true,
        new ParametersWithRandom(
            new RSAKeyParameters(false, publicKey.getModulus(), publicKey.getPublicExponent()),
            random == null ? RANDOM : random));
  }

  @Override
  protected void engineSetParameter(AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (!(parameters instanceof PSSParameterSpec pss)
        || !pss.getDigestAlgorithm().equals("SHA-256")) {
      throw new InvalidAlgorithmParameterException("this provider signs with SHA-256 only");
    }
  }

  @Override
  protected void engineUpdate(byte one) {
    signer.update(one);
  }

  @Override
  protected void engineUpdate(byte[] bytes, int from, int length) {
    signer.update(bytes, from, length);
  }

  @Override
  protected byte[] engineSign() throws SignatureException {
    try {
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new SignatureException(e);
    }
  }

  @Override
  protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
    throw new InvalidKeyException("this provider verifies nothing");
  }

  @Override
  protected boolean engineVerify(byte[] signature) throws SignatureException {
    throw new SignatureException("this provider verifies nothing");
  }

  @Override
  protected AlgorithmParameters engineGetParameters() {
    return null;
  }

  @Override
  @Deprecated
  protected void engineSetParameter(String name, Object value) {
    throw new UnsupportedOperationException("replaced by engineSetParameter with a specification");
  }

  @Override
  @Deprecated
  protected Object engineGetParameter(String name) {
    throw new UnsupportedOperationException("replaced by engineGetParameters");
  }

  /** The private-key operation in the form that the encoding requires. */
  private record RawBlocks(PooledPrivateKey pooled) implements AsymmetricBlockCipher {
    @Override
    public void init(boolean forEncryption, CipherParameters parameters) {
      // The key is in the pool.
    }

    @Override
    public int getInputBlockSize() {
      return pooled.key.bytes();
    }

    @Override
    public int getOutputBlockSize() {
      return pooled.key.bytes();
    }

    @Override
    public byte[] processBlock(byte[] in, int from, int length) {
      byte[] block = new byte[pooled.key.bytes()];
      System.arraycopy(in, from, block, block.length - length, length);
      return CallbackFailure.guarded(() -> pooled.key.apply(block, new byte[block.length]));
    }
  }
}
