package dev.kexbench.core.kx1;

import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import java.time.Duration;
import java.util.Optional;

/**
 * What a server that issues tickets has for all of its connections.
 *
 * @param used the tickets that have been used; empty if a ticket may be used until it expires
 */
record Kx1Tickets(TicketKeys keys, Optional<ReplayWindow> used, TicketCounters counters) {
  /**
   * The tickets of a server of this suite. Where admission remembers OFFERs, tickets are remembered
   * too, each for as long as it is valid.
   *
   * @param earlier those under the server's previous key, whose memory and counters are kept; if
   *     the key pair is the same, so that only the gate key is another, its ticket keys as well
   */
  static Kx1Tickets of(
      Suite suite, ServerSetup setup, Duration lifetime, Optional<Kx1Tickets> earlier) {
    byte[] binding =
        Parts.joined(new byte[] {(byte) suite.code()}, setup.keys().publicKey().fingerprint());
    Optional<ReplayWindow> used =
        setup.admission()
            ? earlier.flatMap(Kx1Tickets::used).or(() -> Optional.of(window(setup, lifetime)))
            : Optional.empty();
    TicketCounters counters = earlier.map(Kx1Tickets::counters).orElseGet(TicketCounters::new);
    TicketKeys keys =
        earlier
            .map(Kx1Tickets::keys)
            .filter(each -> each.isFor(binding))
            .orElseGet(() -> new TicketKeys(setup, lifetime, binding));
    return new Kx1Tickets(keys, used, counters);
  }

  /** What was counted of them since the server's start. */
  ServerSide.TicketCounts counts() {
    return new ServerSide.TicketCounts(
        counters.issued(), counters.refused(), used.map(ReplayWindow::counts));
  }

  private static ReplayWindow window(ServerSetup setup, Duration lifetime) {
    var context = setup.context();
    return new ReplayWindow(
        context.clockMillis(),
        context.random(),
        ReplayWindow.mostBytes(Runtime.getRuntime().maxMemory()),
        lifetime.toMillis());
  }
}
