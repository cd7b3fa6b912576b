package dev.kexbench.core.exchange;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.exchange.ServerSide.CostlyOperation;
import java.security.interfaces.RSAPublicKey;

/** A server's RSA key with pooled private-key operations, shared by all of its connections. */
public final class PooledRsaKey {
  private final Pool<RsaPrivateOperation> operations;
  private final RSAPublicKey publicKey;
  private final StageTimer stages;

  /**
   * The key of this server.
   *
   * @throws IllegalArgumentException if it is not an RSA key
   */
  public PooledRsaKey(ServerSetup setup) {
    var crypto = setup.crypto();
    this.operations = crypto.pooled(() -> crypto.backend().rsaPrivate(setup.keys().rsa()));
    this.publicKey = setup.keys().publicKey().rsa();
    this.stages = setup.context().stages();
  }

  public RSAPublicKey publicKey() {
    return publicKey;
  }

  /** The modulus length in bytes. */
  public int bytes() {
    return publicKey.getModulus().bitLength() / Byte.SIZE;
  }

  /**
   * Writes c^d mod n to {@code out}, timed as the private-key stage.
   *
   * @param c a number smaller than the modulus; both arrays are as long as the modulus
   * @return {@code out}
   */
  public byte[] apply(byte[] c, byte[] out) {
    return stages.time(StageTimer.PRIVATE_KEY, () -> untimed(c, out));
  }

  /** Runs a task with a private-key operation, as a whole timed as the private-key stage. */
  public <R> R timed(Pool.Task<RsaPrivateOperation, R> task) {
    return stages.time(StageTimer.PRIVATE_KEY, () -> operations.<R>with(task));
  }

  private byte[] untimed(byte[] c, byte[] out) {
    return operations.with(
        rsa -> {
          rsa.apply(c, out);
          return out;
        });
  }

  /** Uses the pool's operations for the first time, see {@link Pool#warm}; untimed. */
  public void warm() {
    byte[] c = fixed();
    operations.warm(
        rsa -> {
          byte[] out = new byte[c.length];
          rsa.apply(c, out);
          return out;
        });
  }

  private byte[] fixed() {
    byte[] c = new byte[bytes()];
    c[c.length - 1] = 2;
    return c;
  }

  /** The private-key operation of a fixed number. */
  public CostlyOperation costlyOperation() {
    byte[] c = fixed();
    return new CostlyOperation(
        "RSA-" + bytes() * Byte.SIZE + " private-key operation",
        () -> untimed(c, new byte[c.length]));
  }

  @Override
  public String toString() {
    return "PooledRsaKey[" + bytes() * Byte.SIZE + "]";
  }
}
