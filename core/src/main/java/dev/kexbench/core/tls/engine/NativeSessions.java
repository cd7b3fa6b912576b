package dev.kexbench.core.tls.engine;

import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLContext;
import io.netty.internal.tcnative.SSLSession;
import io.netty.internal.tcnative.SSLSessionCache;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions that servers issue to the clients of a context, each for the connection that
 * received it. Netty's own cache would key them by server. BoringSSL calls it during a handshake;
 * it owns a session from then on, until the session becomes a ticket or the connection ends.
 */
final class NativeSessions implements SSLSessionCache {
  /** No session has been issued yet. */
  private static final long NONE = 0;

  private final Map<Long, Kept> byConnection = new ConcurrentHashMap<>();

  /**
   * A session of a connection, which whoever holds this owns; none if it is 0.
   *
   * @param isNew whether the server has issued it in this handshake; otherwise it was offered
   */
  record Kept(long session, boolean isNew) {
    static final Kept NOTHING = new Kept(NONE, false);

    boolean isEmpty() {
      return session == NONE;
    }

    void free() {
      if (session != NONE) {
        SSLSession.free(session);
      }
    }
  }

  private NativeSessions() {}

  static NativeSessions of(ReferenceCountedOpenSslContext context) {
    NativeSessions sessions = new NativeSessions();
    long pointer = pointer(context);
    SSLContext.setSSLSessionCache(pointer, sessions);
    SSLContext.setSessionCacheMode(pointer, SSL.SSL_SESS_CACHE_CLIENT);
    return sessions;
  }

  /**
   * The context as the native functions want it. Netty keeps it in a protected field of a class
   * that cannot be extended; its public methods return a pointer of another type.
   */
  private static long pointer(ReferenceCountedOpenSslContext context) {
    try {
      Field field = ReferenceCountedOpenSslContext.class.getDeclaredField("ctx");
      field.setAccessible(true);
      return field.getLong(context);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of Netty is not the one that was tested", e);
    }
  }

  /** From now on, sessions of this connection are kept. */
  void expect(long connection) {
    byConnection.put(connection, Kept.NOTHING);
  }

  /** Makes a connection offer a session, and keeps it until the server issues another. */
  void offer(long connection, long session) {
    SSL.setSession(connection, session);
    byConnection.put(connection, new Kept(session, false));
  }

  /** Keeps the latest session; returns whether it now belongs to this object. */
  @Override
  public boolean sessionCreated(long connection, long session) {
    return byConnection.computeIfPresent(connection, (any, older) -> replaced(older, session))
        != null;
  }

  private static Kept replaced(Kept older, long session) {
    older.free();
    return new Kept(session, true);
  }

  /** A client offers its session itself. */
  @Override
  public long getSession(long connection, byte[] id) {
    return NONE;
  }

  /** Removes and returns what a connection has. */
  Kept take(long connection) {
    Kept kept = byConnection.remove(connection);
    return kept == null ? Kept.NOTHING : kept;
  }

  /** The number of connections that are not closed and have no ticket yet. */
  int count() {
    return byConnection.size();
  }
}
