package dev.kexbench.core.tls.engine;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.tls.CallbackFailure;
import dev.kexbench.core.tls.RsaDecryptor;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.CipherSpi;
import javax.crypto.NoSuchPaddingException;

/**
 * Decrypts premaster secrets of TLS 1.2 by a {@link PooledPrivateKey}. If anything is wrong with
 * one, the result is random, without a branch (RFC 5246, section 7.4.7.1).
 */
final class PooledPkcs1Cipher extends CipherSpi {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PREMASTER_BYTES = 48;
  private static final int TLS_12 = 0x0303;

  private PooledPrivateKey key;

  @Override
  protected void engineInit(int mode, Key given, SecureRandom random) throws InvalidKeyException {
    if (!(given instanceof PooledPrivateKey pooled)) {
      throw new InvalidKeyException("this provider has pooled keys only");
    }
    key = pooled;
  }

  /**
   * The engine passes parameters to unwrap a key; to other providers' ciphers, it then does not.
   */
  @Override
  protected void engineInit(
      int mode, Key given, AlgorithmParameterSpec parameters, SecureRandom random)
      throws InvalidKeyException {
    engineInit(mode, given, random);
  }

  @Override
  protected void engineInit(
      int mode, Key given, AlgorithmParameters parameters, SecureRandom random)
      throws InvalidKeyException {
    engineInit(mode, given, random);
  }

  @Override
  protected byte[] engineDoFinal(byte[] in, int from, int length) {
    byte[] random = new byte[PREMASTER_BYTES];
    RANDOM.nextBytes(random);
    byte[] ciphertext = Arrays.copyOfRange(in, from, from + length);
    // Both values are public.
    if (length != key.key.bytes()
        || new BigInteger(1, ciphertext).compareTo(key.getModulus()) >= 0) {
      return random;
    }
    byte[] encoded = CallbackFailure.guarded(() -> key.key.apply(ciphertext, new byte[length]));
    byte[] premaster = Arrays.copyOfRange(encoded, length - PREMASTER_BYTES, length);
    byte[] chosen = Secrets.select(RsaDecryptor.wrong(encoded, TLS_12), premaster, random);
    Secrets.wipe(encoded, premaster, random);
    return chosen;
  }

  @Override
  protected int engineDoFinal(byte[] in, int from, int length, byte[] out, int at) {
    byte[] premaster = engineDoFinal(in, from, length);
    System.arraycopy(premaster, 0, out, at, premaster.length);
    Secrets.wipe(premaster);
    return premaster.length;
  }

  @Override
  protected byte[] engineUpdate(byte[] in, int from, int length) {
    throw new UnsupportedOperationException("a block is decrypted at once");
  }

  @Override
  protected int engineUpdate(byte[] in, int from, int length, byte[] out, int at) {
    throw new UnsupportedOperationException("a block is decrypted at once");
  }

  @Override
  protected void engineSetMode(String mode) throws NoSuchAlgorithmException {
    throw new NoSuchAlgorithmException("there is one mode");
  }

  @Override
  protected void engineSetPadding(String padding) throws NoSuchPaddingException {
    throw new NoSuchPaddingException("there is one padding");
  }

  @Override
  protected int engineGetBlockSize() {
    return 0;
  }

  @Override
  protected int engineGetOutputSize(int length) {
    return key.key.bytes();
  }

  @Override
  protected byte[] engineGetIV() {
    return null;
  }

  @Override
  protected AlgorithmParameters engineGetParameters() {
    return null;
  }
}
