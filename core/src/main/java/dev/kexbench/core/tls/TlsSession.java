package dev.kexbench.core.tls;

import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.Ticket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.tls.TlsContext;

/** Session keys from the exporter of a completed handshake (RFC 5705; RFC 8446, section 7.5). */
final class TlsSession implements Session {
  private static final String LABEL = "EXPORTER-kexbench";
  private static final int ID_BYTES = 16;

  private final Pool<Sha256> hashes;
  private final byte[] id;
  private final byte[] exported;
  private final boolean resumed;
  private Optional<Ticket> ticket;
  private boolean closed;

  /**
   * Exports 48 bytes at once: the session id and the secret from which the keys are derived.
   *
   * @param ticket what the client keeps to resume it, if anything
   */
  TlsSession(TlsContext finished, Pool<Sha256> hashes, Optional<Ticket> ticket) {
    byte[] both = finished.exportKeyingMaterial(LABEL, null, ID_BYTES + Sha256.BYTES);
    this.hashes = hashes;
    this.resumed = finished.getSecurityParametersConnection().isResumedSession();
    this.ticket = ticket;
    this.id = Arrays.copyOf(both, ID_BYTES);
    this.exported = Arrays.copyOfRange(both, ID_BYTES, both.length);
    Secrets.wipe(both);
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
    byte[] info = which.label().getBytes(StandardCharsets.US_ASCII);
    return hashes.with(sha -> Hkdf.expand(sha, exported, info, which.bytes()));
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
    Secrets.wipe(exported);
    takeTicket().ifPresent(Ticket::close);
  }

  @Override
  public String toString() {
    return "Session[" + HexFormat.of().formatHex(id) + "]";
  }
}
