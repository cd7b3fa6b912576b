package dev.kexbench.core.crypto;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;

/**
 * A real backend that exposes every result before its caller receives it, so that a test can count,
 * keep, delay or corrupt results.
 */
public class InterceptedBackend implements CryptoBackend {
  private final CryptoBackend real;

  public InterceptedBackend(CryptoBackend real) {
    this.real = real;
  }

  /** Called after a private-key object has been created. */
  protected void imported() {}

  /** Called after a raw private-key operation has filled {@code out}. */
  protected void decrypted(byte[] out) {}

  /**
   * Called after a curve's object has generated a key pair; the returned key is used in its place.
   */
  protected Ecdh.Key generated(Ecdh by, Ecdh.Key made) {
    return made;
  }

  /** Called after a key agreement, with the shared secret. */
  protected void agreed(byte[] shared) {}

  /** Called after a plaintext has been encrypted. */
  protected void encrypted(byte[] plaintext) {}

  /** Called after a hash has been written to {@code out} at {@code at}. */
  protected void hashed(byte[] out, int at) {}

  /** Called after a tag has been computed over parts under a key. */
  protected void maced(byte[] key, byte[][] parts, byte[] tag) {}

  @Override
  public final String name() {
    return real.name();
  }

  @Override
  public final String version() {
    return real.version();
  }

  @Override
  public final RsaPrivateOperation rsaPrivate(RSAPrivateKey key) {
    RsaPrivateOperation made = real.rsaPrivate(key);
    imported();
    return new RsaPrivateOperation() {
      @Override
      public int bytes() {
        return made.bytes();
      }

      @Override
      public void apply(byte[] c, byte[] out) {
        made.apply(c, out);
        decrypted(out);
      }
    };
  }

  @Override
  public final RsaOaepEncryption rsaOaep(RSAPublicKey key) {
    RsaOaepEncryption made = real.rsaOaep(key);
    return plaintext -> {
      byte[] c = made.encrypt(plaintext);
      encrypted(plaintext);
      return c;
    };
  }

  @Override
  public final List<Provider> providers() {
    return real.providers();
  }

  @Override
  public final Sha256 sha256() {
    Sha256 made = real.sha256();
    return new Sha256() {
      @Override
      public void update(byte[] data, int from, int length) {
        made.update(data, from, length);
      }

      @Override
      public void finish(byte[] out, int at) {
        made.finish(out, at);
        hashed(out, at);
      }

      @Override
      public byte[] hmac(byte[] key, byte[]... parts) {
        byte[] tag = made.hmac(key, parts);
        maced(key, parts, tag);
        return tag;
      }
    };
  }

  @Override
  public final Ecdh ecdh(Curve curve) {
    Ecdh made = real.ecdh(curve);
    return new Ecdh() {
      @Override
      public Key generate() {
        return generated(made, made.generate());
      }

      @Override
      public Key imported(PrivateKey secret, byte[] publicKey) {
        InterceptedBackend.this.imported();
        return made.imported(secret, publicKey);
      }

      @Override
      public Optional<byte[]> agree(Key own, byte[] peer) {
        Optional<byte[]> shared = made.agree(own, peer);
        shared.ifPresent(InterceptedBackend.this::agreed);
        return shared;
      }
    };
  }

  @Override
  public final AesGcm aesGcm() {
    return real.aesGcm();
  }
}
