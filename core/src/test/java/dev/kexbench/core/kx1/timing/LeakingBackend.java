package dev.kexbench.core.kx1.timing;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.RsaOaepEncryption;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.crypto.Sha256;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;

/** The positive control: takes 5 µs longer where the decrypted block does not begin with 0. */
record LeakingBackend(CryptoBackend real) implements CryptoBackend {
  static final int LEAK_NANOS = 5_000;

  @Override
  public String name() {
    return "leaking " + real.name();
  }

  @Override
  public String version() {
    return real.version();
  }

  @Override
  public RsaPrivateOperation rsaPrivate(RSAPrivateKey key) {
    RsaPrivateOperation made = real.rsaPrivate(key);
    return new RsaPrivateOperation() {
      @Override
      public int bytes() {
        return made.bytes();
      }

      @Override
      public void apply(byte[] c, byte[] out) {
        made.apply(c, out);
        if (out[0] != 0) {
          spin();
        }
      }
    };
  }

  private static void spin() {
    long end = System.nanoTime() + LEAK_NANOS;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Override
  public RsaOaepEncryption rsaOaep(RSAPublicKey key) {
    return real.rsaOaep(key);
  }

  @Override
  public Sha256 sha256() {
    return real.sha256();
  }
}
