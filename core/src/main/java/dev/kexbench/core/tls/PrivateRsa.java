package dev.kexbench.core.tls;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide.CostlyOperation;
import dev.kexbench.core.exchange.StageTimer;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;

/** A server's RSA key, pooled, shared by all of its connections. */
record PrivateRsa(
    Pool<RsaPrivateOperation> pool, RSAPublicKey open, StageTimer stages, SecureRandom random) {
  static PrivateRsa of(ServerSetup setup) {
    var crypto = setup.crypto();
    return new PrivateRsa(
        crypto.pooled(() -> crypto.backend().rsaPrivate(setup.keys().rsa())),
        setup.keys().open().rsa(),
        setup.context().stages(),
        setup.context().random());
  }

  /** The modulus length in bytes. */
  int bytes() {
    return open.getModulus().bitLength() / Byte.SIZE;
  }

  /** c^d mod n, both as long as the modulus; timed as the private-key stage. */
  byte[] apply(byte[] c) {
    return stages.time(StageTimer.PRIVATE_KEY, () -> untimed(c));
  }

  private byte[] untimed(byte[] c) {
    byte[] out = new byte[c.length];
    return pool.with(
        rsa -> {
          rsa.apply(c, out);
          return out;
        });
  }

  CostlyOperation costlyOperation() {
    byte[] c = new byte[bytes()];
    c[c.length - 1] = 2;
    return new CostlyOperation(
        "RSA-" + bytes() * Byte.SIZE + " private-key operation", () -> untimed(c));
  }

  @Override
  public String toString() {
    return "PrivateRsa[" + bytes() * Byte.SIZE + "]";
  }
}
