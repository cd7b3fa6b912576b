package dev.kexbench.core.tls;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.exchange.PooledRsaKey;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSecret;

/**
 * Decrypts premaster secrets with a pooled private key, as the other exchanges do; bctls would
 * create two ciphers for each. The PKCS#1 v1.5 padding is removed at fixed offsets. If anything is
 * wrong, the handshake continues with random bytes, without a branch (RFC 5246, section 7.4.7.1).
 */
public final class RsaDecryptor implements TlsCredentialedDecryptor {
  private static final int PREMASTER_BYTES = 48;

  private final PooledRsaKey key;
  private final TlsCrypto crypto;
  private final Certificate certificate;

  RsaDecryptor(PooledRsaKey key, TlsCrypto crypto, Certificate certificate) {
    this.key = key;
    this.crypto = crypto;
    this.certificate = certificate;
  }

  @Override
  public Certificate getCertificate() {
    return certificate;
  }

  @Override
  public TlsSecret decrypt(TlsCryptoParameters parameters, byte[] ciphertext) {
    byte[] random = new byte[PREMASTER_BYTES];
    crypto.getSecureRandom().nextBytes(random);
    BigInteger number = new BigInteger(1, ciphertext);
    // Both values are public.
    if (ciphertext.length != key.bytes() || number.compareTo(key.publicKey().getModulus()) >= 0) {
      return secret(random);
    }
    byte[] encoded =
        CallbackFailure.guarded(() -> key.apply(ciphertext, new byte[ciphertext.length]));
    int version = parameters.getRSAPreMasterSecretVersion().getFullVersion();
    byte[] premaster =
        Arrays.copyOfRange(encoded, encoded.length - PREMASTER_BYTES, encoded.length);
    byte[] chosen = Secrets.select(wrong(encoded, version), premaster, random);
    Secrets.wipe(encoded, premaster, random);
    return secret(chosen);
  }

  /** Wraps the premaster secret, of which bctls makes its own copy. */
  private TlsSecret secret(byte[] premaster) {
    TlsSecret secret = crypto.createSecret(premaster);
    Secrets.wipe(premaster);
    return secret;
  }

  /**
   * A mask: 0 if the block is {@code 00 02 ‖ nonzero bytes ‖ 00 ‖ version 2 ‖ 46 bytes}, otherwise
   * -1 (RFC 8017, section 7.2.2).
   */
  public static int wrong(byte[] encoded, int version) {
    int end = encoded.length - PREMASTER_BYTES - 1;
    int faults = encoded[0] | encoded[1] ^ 2 | encoded[end];
    for (int i = 2; i < end; i++) {
      faults |= (encoded[i] & 0xFF) - 1 >>> 31;
    }
    faults |= encoded[end + 1] & 0xFF ^ version >>> Byte.SIZE;
    faults |= encoded[end + 2] & 0xFF ^ version & 0xFF;
    return (faults | -faults) >> 31;
  }
}
