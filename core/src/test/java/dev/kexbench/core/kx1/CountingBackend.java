package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.RsaOaepEncryption;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.crypto.Sha256;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend that counts what is made of it and what is done with it. */
record CountingBackend(
    CryptoBackend real, AtomicInteger ciphers, AtomicInteger operations, AtomicInteger macs)
    implements CryptoBackend {
  CountingBackend(CryptoBackend real) {
    this(real, new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
  }

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public String version() {
    return real.version();
  }

  @Override
  public RsaPrivateOperation rsaPrivate(RSAPrivateKey key) {
    ciphers.incrementAndGet();
    RsaPrivateOperation made = real.rsaPrivate(key);
    return new RsaPrivateOperation() {
      @Override
      public int bytes() {
        return made.bytes();
      }

      @Override
      public void apply(byte[] c, byte[] out) {
        operations.incrementAndGet();
        made.apply(c, out);
      }
    };
  }

  @Override
  public RsaOaepEncryption rsaOaep(RSAPublicKey key) {
    return real.rsaOaep(key);
  }

  @Override
  public Sha256 sha256() {
    Sha256 made = real.sha256();
    return new Sha256() {
      @Override
      public void update(byte[] data, int from, int length) {
        made.update(data, from, length);
      }

      @Override
      public void finish(byte[] out, int at) {
        made.finish(out, at);
      }

      @Override
      public byte[] hmac(byte[] key, byte[]... parts) {
        macs.incrementAndGet();
        return made.hmac(key, parts);
      }
    };
  }
}
