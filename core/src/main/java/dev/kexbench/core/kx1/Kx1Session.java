package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.Ticket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** PRK and TH3 of a completed exchange: key(label, n) = HKDF-Expand(PRK, "kx1 " || label, n). */
final class Kx1Session implements Session {
  private static final int ID_BYTES = 16;

  private final Pool<Sha256> hashes;
  private final byte[] prk;
  private final byte[] id;
  private final boolean resumed;
  private Optional<Ticket> ticket;
  private boolean closed;

  /** How the exchange came about, and the ticket that the client received in it. */
  record Origin(boolean resumed, Optional<Ticket> ticket) {}

  /** Takes ownership of the PRK, and wipes it when closed. */
  Kx1Session(Pool<Sha256> hashes, byte[] prk, byte[] th3, Origin origin) {
    this.hashes = hashes;
    this.prk = prk;
    this.id = Arrays.copyOf(th3, ID_BYTES);
    this.resumed = origin.resumed();
    this.ticket = origin.ticket();
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
  public boolean resumed() {
    return resumed;
  }

  @Override
  public synchronized Optional<Ticket> takeTicket() {
    Optional<Ticket> taken = ticket;
    ticket = Optional.empty();
    return taken;
  }

  @Override
  public synchronized void close() {
    closed = true;
    Secrets.wipe(prk);
    takeTicket().ifPresent(Ticket::close);
  }

  @Override
  public String toString() {
    return "Session[" + HexFormat.of().formatHex(id) + "]";
  }
}
