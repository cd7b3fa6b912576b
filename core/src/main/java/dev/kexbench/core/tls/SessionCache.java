package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.identity.ClientId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.bouncycastle.tls.TlsSession;

/**
 * The sessions that a server of TLS 1.2 resumes by their ids (RFC 5246, section 7.3), each for a
 * lifetime after its full handshake, and no longer than its client's certificate is valid. When
 * there are too many, the oldest go. Thread-safe.
 */
final class SessionCache {
  /** Each takes about 1 KB, and at most 4 KB more for a client's certificates. */
  static final int MOST = 16_384;

  /** The longest that there may be (RFC 5246, section 7.4.1.2). */
  private static final int ID_BYTES = 32;

  private final long lifetimeMillis;
  private final int most;
  private final LongSupplier clockMillis;
  private final SecureRandom random;

  /** By id, the oldest first. */
  private final Map<ByteBuffer, Expiring> sessions = new LinkedHashMap<>();

  /**
   * A session that a server keeps.
   *
   * @param client whom the full handshake has authenticated, if anyone
   * @param notAfterMillis the last millisecond at which the client's certificate is valid, if it
   *     has one; else {@link Long#MAX_VALUE}
   */
  record Kept(TlsSession session, Optional<ClientId> client, long notAfterMillis) {
    @Override
    public String toString() {
      return "Kept";
    }
  }

  private record Expiring(Kept kept, long untilMillis) {
    boolean isValidAt(long nowMillis) {
      return nowMillis < untilMillis && nowMillis <= kept.notAfterMillis();
    }
  }

  SessionCache(Duration lifetime, ExchangeContext context, int most) {
    this.lifetimeMillis = lifetime.toMillis();
    this.most = most;
    this.clockMillis = context.clockMillis();
    this.random = context.random();
  }

  /** The id of a new session. */
  byte[] newId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return id;
  }

  /** Keeps the session of a full handshake. */
  synchronized void keep(Kept kept) {
    long now = clockMillis.getAsLong();
    sessions.put(
        ByteBuffer.wrap(kept.session().getSessionID()), new Expiring(kept, now + lifetimeMillis));
    Iterator<Expiring> oldest = sessions.values().iterator();
    while (oldest.hasNext()) {
      Expiring each = oldest.next();
      if (sessions.size() <= most && each.untilMillis() > now) {
        return;
      }
      SessionTicket.wipe(each.kept().session());
      oldest.remove();
    }
  }

  /** The session with this id; empty if there is none, or if its time is over. */
  synchronized Optional<Kept> find(byte[] id) {
    return Optional.ofNullable(sessions.get(ByteBuffer.wrap(id)))
        .filter(each -> each.isValidAt(clockMillis.getAsLong()))
        .map(Expiring::kept);
  }

  synchronized int size() {
    return sessions.size();
  }
}
