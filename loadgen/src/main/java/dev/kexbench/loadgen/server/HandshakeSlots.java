package dev.kexbench.loadgen.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Shares a bounded number of handshakes among the networks that they come from: an IPv4 address, or
 * the first 64 bits of an IPv6 address, which one host usually has to itself. As long as a slot is
 * free, any network may take it. When all are taken, a newcomer takes one from the network that
 * holds the most, unless its own holds about as many; then only a handshake that has had its time
 * gives way. Thread-safe.
 */
final class HandshakeSlots {
  /** After this time a handshake gives way to a newcomer of any network; most take a few ms. */
  static final Duration GIVES_WAY_AFTER = Duration.ofMillis(250);

  private final int slots;
  private final LongSupplier nanoTime;

  /** The handshakes of each network, the oldest first; no set is empty. */
  private final Map<ByteBuffer, Set<Association>> networks = new HashMap<>();

  private int taken;

  HandshakeSlots(int slots, LongSupplier nanoTime) {
    this.slots = slots;
    this.nanoTime = nanoTime;
  }

  /**
   * The result for a newcomer.
   *
   * @param admitted whether it has a slot
   * @param displaced whose slot it was; to be cut off
   */
  record Admission(boolean admitted, Optional<Association> displaced) {}

  /** Gives the newcomer a slot, or not. */
  synchronized Admission admit(Association newcomer) {
    if (taken < slots) {
      take(newcomer);
      return new Admission(true, Optional.empty());
    }
    Optional<Association> giving = givingWayTo(newcomer);
    giving.ifPresent(
        each -> {
          release(each);
          take(newcomer);
        });
    return new Admission(giving.isPresent(), giving);
  }

  private void take(Association association) {
    networks.computeIfAbsent(network(association), key -> new LinkedHashSet<>()).add(association);
    taken++;
  }

  /** Frees its slot; without effect if it has none, because it has been displaced. */
  synchronized void release(Association association) {
    ByteBuffer network = network(association);
    Set<Association> held = networks.getOrDefault(network, Set.of());
    if (held.contains(association)) {
      held.remove(association);
      taken--;
    }
    if (held.isEmpty()) {
      networks.remove(network);
    }
  }

  private Optional<Association> givingWayTo(Association newcomer) {
    Set<Association> most =
        networks.values().stream().max(Comparator.comparingInt(Set::size)).orElse(Set.of());
    int own = networks.getOrDefault(network(newcomer), Set.of()).size();
    Optional<Association> closing = most.stream().filter(each -> !each.underWay()).findFirst();
    Optional<Association> giving = closing.or(() -> most.stream().findFirst());
    return most.size() > own + 1 ? giving : giving.filter(this::hasHadItsTime);
  }

  private boolean hasHadItsTime(Association association) {
    long ageNanos = nanoTime.getAsLong() - association.begunNanos();
    return !association.underWay() || ageNanos >= GIVES_WAY_AFTER.toNanos();
  }

  /** How many are taken. */
  synchronized int taken() {
    return taken;
  }

  private static ByteBuffer network(Association association) {
    InetAddress host = association.peer().getAddress();
    byte[] bytes = host.getAddress();
    int length = host instanceof Inet6Address ? Long.BYTES : bytes.length;
    return ByteBuffer.wrap(bytes, 0, length).slice();
  }
}
