package dev.kexbench.core.kx1;

import dev.kexbench.core.exchange.KeyRotation;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import java.util.Arrays;
import java.util.Optional;

/**
 * A KX1 server: the state for its key and, during a rotation, for the previous key. An OFFER names
 * the key that it is made for.
 */
final class Kx1ServerSide implements ServerSide {
  private volatile Keys keys;

  /** The keys in use, which change together. */
  private record Keys(Kx1Server current, Optional<Kx1Server> previous) {}

  Kx1ServerSide(Kx1Server only) {
    keys = new Keys(only, Optional.empty());
  }

  /** The state for the current key. */
  Kx1Server current() {
    return keys.current();
  }

  /** The state for the key that the OFFER names; empty if the server does not have it. */
  Optional<Kx1Server> named(Offer offer) {
    Keys now = keys;
    return offer.isFor(now.current().keyId)
        ? Optional.of(now.current())
        : now.previous().filter(each -> offer.isFor(each.keyId));
  }

  /**
   * The state for the key of this one with the previous gate key, during a rotation that replaced
   * the gate key alone; else empty.
   */
  Optional<Kx1Server> withPreviousGate(Kx1Server current) {
    return keys.previous()
        .filter(each -> each != current && Arrays.equals(each.keyId, current.keyId));
  }

  /** A rotation to the keys of this setup. */
  KeyRotation rotation(ServerSetup setup) {
    Kx1Server next = current().successor(setup);
    return new KeyRotation() {
      @Override
      public void warm() {
        next.warm();
      }

      @Override
      public void begin() {
        keys = new Keys(next, Optional.of(current()));
      }

      @Override
      public boolean end() {
        if (current() != next) {
          return false;
        }
        keys = new Keys(next, Optional.empty());
        return true;
      }
    };
  }

  @Override
  public Role accept() {
    return new Kx1ServerRole(this);
  }

  @Override
  public void warm() {
    current().warm();
  }

  @Override
  public Optional<CostlyOperation> costlyOperation() {
    String name = current().costlyOperation().name();
    return Optional.of(new CostlyOperation(name, () -> current().costlyOperation().once().run()));
  }

  @Override
  public Optional<ReplayCounts> replayCounts() {
    return current().admission.map(Admission::replayCounts);
  }

  @Override
  public Optional<TicketCounts> ticketCounts() {
    return current().ticketCounts();
  }
}
