package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import java.util.Arrays;
import java.util.HexFormat;

/** PRK and TH3 of a completed exchange: key(label, n) = HKDF-Expand(PRK, "kx1 " || label, n). */
final class Kx1Session implements Session {
  private static final int ID_BYTES = 16;

  private final Pool<Sha256> hashes;
  private final byte[] prk;
  private final byte[] id;
  private boolean closed;

  /** Takes ownership of the PRK, and wipes it when closed. */
  Kx1Session(Pool<Sha256> hashes, byte[] prk, byte[] th3) {
    this.hashes = hashes;
    this.prk = prk;
    this.id = Arrays.copyOf(th3, ID_BYTES);
  }

  @Override
  public byte[] id() {
    return id.clone();
  }

  @Override
  public synchronized byte[] key(SessionKey which) {
    if (closed) {
      throw new IllegalStateException(this + " is closed");
    }
    byte[] info = Label.ascii("kx1 " + which.label());
    return hashes.with(sha -> Hkdf.expand(sha, prk, info, which.bytes()));
  }

  @Override
  public synchronized void close() {
    closed = true;
    Secrets.wipe(prk);
  }

  @Override
  public String toString() {
    return "Session[" + HexFormat.of().formatHex(id) + "]";
  }
}
