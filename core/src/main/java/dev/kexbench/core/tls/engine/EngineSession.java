package dev.kexbench.core.tls.engine;

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

/**
 * The session of a completed handshake. With an exporter, its id and keys are those of Bouncy
 * Castle's engine. Without one it has no keys, and its id is the start of {@code SHA-256(client
 * random ‖ server random)}, which both sides see.
 */
final class EngineSession implements Session {
  /** As for Bouncy Castle's engine: 16 bytes of id, then the secret of the keys. */
  static final String EXPORTER_LABEL = "EXPORTER-kexbench";

  static final int ID_BYTES = 16;
  static final int EXPORTED_BYTES = ID_BYTES + Sha256.BYTES;

  private final Pool<Sha256> hashes;
  private final byte[] id;

  /** Null without an exporter. */
  private final byte[] secret;

  private final boolean resumed;
  private Optional<Ticket> ticket;
  private boolean closed;

  /** How the handshake came about, and the ticket that the client received in it. */
  record Origin(boolean resumed, Optional<Ticket> ticket) {}

  private EngineSession(Pool<Sha256> hashes, byte[] id, byte[] secret, Origin origin) {
    this.hashes = hashes;
    this.id = id;
    this.secret = secret;
    this.resumed = origin.resumed();
    this.ticket = origin.ticket();
  }

  /** From {@link #EXPORTED_BYTES} exported bytes, which it wipes. */
  static EngineSession exported(Pool<Sha256> hashes, byte[] exported, Origin origin) {
    byte[] id = Arrays.copyOf(exported, ID_BYTES);
    byte[] secret = Arrays.copyOfRange(exported, ID_BYTES, exported.length);
    Secrets.wipe(exported);
    return new EngineSession(hashes, id, secret, origin);
  }

  /** Without keys. */
  static EngineSession identified(Pool<Sha256> hashes, byte[] bothRandoms, Origin origin) {
    byte[] hash = hashes.with(sha -> sha.hash(bothRandoms));
    return new EngineSession(hashes, Arrays.copyOf(hash, ID_BYTES), null, origin);
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
    if (secret == null) {
      throw new UnsupportedOperationException(
          "this TLS engine exports no keys; choose another exchange to derive keys from sessions");
    }
    byte[] info = which.label().getBytes(StandardCharsets.US_ASCII);
    return hashes.with(sha -> Hkdf.expand(sha, secret, info, which.bytes()));
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
    if (secret != null) {
      Secrets.wipe(secret);
    }
    takeTicket().ifPresent(Ticket::close);
  }

  @Override
  public String toString() {
    return "Session[" + HexFormat.of().formatHex(id) + "]";
  }
}
