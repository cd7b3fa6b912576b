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
  static final Duration DISPLACEABLE_AFTER = Duration.ofMillis(250);

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
  record Decision(boolean admitted, Optional<Association> displaced) {}

  /** Gives the newcomer a slot, or not. */
  synchronized Decision admit(Association newcomer) {
    if (taken < slots) {
      take(newcomer);
      return new Decision(true, Optional.empty());
    }
    Optional<Association> giving = displacedBy(newcomer);
    giving.ifPresent(
        each -> {
          release(each);
          take(newcomer);
        });
    return new Decision(giving.isPresent(), giving);
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

  private Optional<Association> displacedBy(Association newcomer) {
    int most = networks.values().stream().mapToInt(Set::size).max().orElse(0);
    int own = networks.getOrDefault(network(newcomer), Set.of()).size();
    Optional<Association> giving =
        networks.values().stream()
            .filter(each -> each.size() == most)
            .flatMap(Set::stream)
            .min(
                Comparator.comparing(Association::underWay) // those that are closing come first
                    .thenComparing((a, b) -> Long.signum(a.begunNanos() - b.begunNanos())));
    return most > own + 1 ? giving : giving.filter(this::isDisplaceable);
  }

  private boolean isDisplaceable(Association association) {
    long ageNanos = nanoTime.getAsLong() - association.begunNanos();
    return !association.underWay() || ageNanos >= DISPLACEABLE_AFTER.toNanos();
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
