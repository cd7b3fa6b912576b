package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * A crypto backend that counts the uses of long-term private keys: RSA operations, and key
 * agreements with an imported key. It proves that a server used none. Signatures that an exchange
 * makes with the backend's JCA providers are not counted.
 */
final class PrivateKeyCounter extends DelegatingBackend {
  private final LongAdder uses = new LongAdder();

  PrivateKeyCounter(CryptoBackend other) {
    super(other);
  }

  /** The uses so far, on all threads. */
  long uses() {
    return uses.sum();
  }

  @Override
  public RsaPrivateOperation rsaPrivate(RSAPrivateKey key) {
    RsaPrivateOperation made = super.rsaPrivate(key);
    return new RsaPrivateOperation() {
      @Override
      public int bytes() {
        return made.bytes();
      }

      @Override
      public void apply(byte[] c, byte[] out) {
        uses.increment();
        made.apply(c, out);
      }
    };
  }

  @Override
  public Ecdh ecdh(Curve curve) {
    Ecdh made = super.ecdh(curve);
    return new Ecdh() {
      @Override
      public Key generate() {
        return made.generate();
      }

      @Override
      public Key imported(PrivateKey secret, byte[] publicKey) {
        return new LongTermKey(made.imported(secret, publicKey));
      }

      @Override
      public Optional<byte[]> agree(Key own, byte[] peer) {
        if (own instanceof LongTermKey longTerm) {
          uses.increment();
          return made.agree(longTerm.key(), peer);
        }
        return made.agree(own, peer);
      }
    };
  }

  private record LongTermKey(Ecdh.Key key) implements Ecdh.Key {
    @Override
    public byte[] publicKey() {
      return key.publicKey();
    }

    @Override
    public void close() {
      key.close();
    }
  }
}
