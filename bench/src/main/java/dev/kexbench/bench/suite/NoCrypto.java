package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.AesGcm;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.RsaOaepEncryption;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.crypto.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A crypto backend that computes nothing: every hash and tag is 32 zeros, and a ciphertext is its
 * own encoding. Two roles that use it complete the exchange, at the cost of frames, copies and
 * bookkeeping alone. It protects nothing and is for benchmarks only.
 */
final class NoCrypto implements CryptoBackend {
  @Override
  public String name() {
    return "no-crypto";
  }

  @Override
  public String version() {
    return "0";
  }

  @Override
  public RsaPrivateOperation rsaPrivate(RSAPrivateKey key) {
    return new Copied((key.getModulus().bitLength() + 7) / Byte.SIZE);
  }

  @Override
  public RsaOaepEncryption rsaOaep(RSAPublicKey key) {
    return new Encoded((key.getModulus().bitLength() + 7) / Byte.SIZE, emptyHash());
  }

  @Override
  public List<Provider> providers() {
    return List.of();
  }

  @Override
  public Sha256 sha256() {
    return new Zeros();
  }

  @Override
  public Ecdh ecdh(Curve curve) {
    return new OnePoint(curve.publicBytes());
  }

  @Override
  public AesGcm aesGcm() {
    return new Unsealed();
  }

  /** A source whose bytes are a counter. */
  static SecureRandom random() {
    return new Counted();
  }

  private static final class Counted extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private byte next;

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, next++);
    }
  }

  private static byte[] emptyHash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  private record Copied(int bytes) implements RsaPrivateOperation {
    @Override
    public void apply(byte[] c, byte[] out) {
      System.arraycopy(c, 0, out, 0, bytes);
    }
  }

  /**
   * EME-OAEP (RFC 8017, section 7.1.1, step 2) with a seed of zeros, and masks of zeros, which is
   * what MGF1 makes of hashes that are zero.
   */
  private record Encoded(int bytes, byte[] labelHash) implements RsaOaepEncryption {
    @Override
    public byte[] encrypt(byte[] plaintext) {
      byte[] encoded = new byte[bytes];
      System.arraycopy(labelHash, 0, encoded, 1 + Sha256.BYTES, labelHash.length);
      encoded[bytes - plaintext.length - 1] = 1;
      System.arraycopy(plaintext, 0, encoded, bytes - plaintext.length, plaintext.length);
      return encoded;
    }
  }

  private static final class Zeros implements Sha256 {
    @Override
    public void update(byte[] data, int from, int length) {
      // Nothing is hashed.
    }

    @Override
    public void finish(byte[] out, int at) {
      Arrays.fill(out, at, at + BYTES, (byte) 0);
    }

    @Override
    public byte[] hmac(byte[] key, byte[]... parts) {
      return new byte[BYTES];
    }
  }

  /** A group of one point, whose bytes are zeros. */
  private record OnePoint(int publicBytes) implements Ecdh {
    private record Pair(byte[] publicKey) implements Key {
      @Override
      public void close() {
        // There is no private half.
      }
    }

    @Override
    public Key generate() {
      return new Pair(new byte[publicBytes]);
    }

    @Override
    public Key imported(PrivateKey secret, byte[] publicKey) {
      return new Pair(publicKey);
    }

    @Override
    public Optional<byte[]> agree(Key own, byte[] peer) {
      return Optional.of(new byte[SHARED_BYTES]);
    }
  }

  private static final class Unsealed implements AesGcm {
    @Override
    public byte[] seal(Use under, byte[] plaintext) {
      return Arrays.copyOf(plaintext, plaintext.length + TAG_BYTES);
    }

    @Override
    public Optional<byte[]> open(Use under, byte[] sealed) {
      return Optional.of(Arrays.copyOf(sealed, sealed.length - TAG_BYTES));
    }
  }
}
