package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.AesGcm;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.RsaOaepEncryption;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.crypto.Sha256;
import java.security.Provider;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Random;

/**
 * A backend whose private-key operation costs nothing and returns random blocks with first byte 0.
 */
record StandInBackend(CryptoBackend real) implements CryptoBackend {
  @Override
  public String name() {
    return "stand-in";
  }

  @Override
  public String version() {
    return real.version();
  }

  @Override
  public RsaPrivateOperation rsaPrivate(RSAPrivateKey key) {
    int bytes = key.getModulus().bitLength() / 8;
    Random blocks = new Random(7);
    return new RsaPrivateOperation() {
      @Override
      public int bytes() {
        return bytes;
      }

      @Override
      public void apply(byte[] c, byte[] out) {
        blocks.nextBytes(out);
        out[0] = 0;
      }
    };
  }

  @Override
  public RsaOaepEncryption rsaOaep(RSAPublicKey key) {
    return real.rsaOaep(key);
  }

  @Override
  public List<Provider> providers() {
    return real.providers();
  }

  @Override
  public Sha256 sha256() {
    return real.sha256();
  }

  @Override
  public Ecdh ecdh(Curve curve) {
    return real.ecdh(curve);
  }

  @Override
  public AesGcm aesGcm() {
    return real.aesGcm();
  }
}
