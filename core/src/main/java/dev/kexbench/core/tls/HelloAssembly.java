package dev.kexbench.core.tls;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fragmented ClientHellos of a DTLS server, by the address of their sender. Bounded in number,
 * size and time. Addresses that have returned a cookie have a place of their own, which senders
 * with forged addresses cannot take from them. Not thread-safe.
 */
final class HelloAssembly {
  /** How long a ClientHello may take to arrive, as long as a handshake. */
  static final long LIMIT_MILLIS = Dtls.TIMEOUT_MILLIS;

  /** Hellos whose sender has not returned a cookie yet: at most 256 KiB. */
  static final int UNVERIFIED = 64;

  /** At most 4 MiB. */
  static final int VERIFIED = 1_024;

  private final Map<ByteBuffer, PartialHello> unverified = bounded(UNVERIFIED);
  private final Map<ByteBuffer, PartialHello> verified = bounded(VERIFIED);

  /** A map that forgets the oldest entry when it is full. */
  private static Map<ByteBuffer, PartialHello> bounded(int most) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<ByteBuffer, PartialHello> eldest) {
        return size() > most;
      }
    };
  }

  /**
   * Adds a fragment. Before the cookie, only the first fragments are kept, which carry it.
   *
   * @return the hello so far; empty if the fragment was dropped
   */
  Optional<PartialHello> add(byte[] address, HelloFragment fragment, long nowMillis) {
    ByteBuffer key = ByteBuffer.wrap(address);
    for (Map<ByteBuffer, PartialHello> each : List.of(verified, unverified)) {
      PartialHello known = each.get(key);
      if (known != null && known.isOf(fragment) && isInTime(known, nowMillis)) {
        known.add(fragment);
        return Optional.of(known);
      }
    }
    if (fragment.offset() >= PartialHello.PREFIX_BYTES) {
      return Optional.empty();
    }
    PartialHello begun = new PartialHello(fragment, nowMillis);
    unverified.remove(key);
    unverified.put(ByteBuffer.wrap(address.clone()), begun);
    return Optional.of(begun);
  }

  private static boolean isInTime(PartialHello hello, long nowMillis) {
    return Math.abs(nowMillis - hello.sinceMillis()) < LIMIT_MILLIS;
  }

  /** Keeps a hello whose sender has returned its cookie until it is complete. */
  void verified(byte[] address, PartialHello hello) {
    ByteBuffer key = ByteBuffer.wrap(address.clone());
    if (unverified.remove(key) != null) {
      verified.remove(key);
      verified.put(key, hello);
    }
  }

  /** Forgets what has arrived from this address. */
  void forget(byte[] address) {
    ByteBuffer key = ByteBuffer.wrap(address);
    unverified.remove(key);
    verified.remove(key);
  }

  /** Forgets what has arrived from this address, unless it has returned a cookie. */
  void forgetUnverified(byte[] address) {
    unverified.remove(ByteBuffer.wrap(address));
  }

  /** The number of hellos kept. */
  int size() {
    return unverified.size() + verified.size();
  }
}
