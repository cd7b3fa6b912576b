package dev.kexbench.results.render;

import java.util.List;

/**
 * A property of an exchange, as tables and pages show it.
 *
 * @param label the name that plans record
 * @param mark a short form for cells
 * @param name what the mark stands for
 * @param meaning what an exchange with this property does; empty if nothing more is known
 */
public record ExchangeTrait(String label, String mark, String name, String meaning) {
  /** The label of {@link #FORWARD_SECRET}. */
  public static final String FORWARD_SECRET = "forward secret";

  /** The server verifies that the client knows its secret. */
  public static final String CLIENT_AUTHENTICATED = "client authenticated";

  private static final List<ExchangeTrait> KNOWN =
      List.of(
          new ExchangeTrait(
              FORWARD_SECRET,
              "FS",
              FORWARD_SECRET,
              "recordings stay secret if all long-term secrets are stolen later"),
          new ExchangeTrait(
              CLIENT_AUTHENTICATED,
              "auth",
              CLIENT_AUTHENTICATED,
              "not only the server but both sides are authenticated"),
          new ExchangeTrait(
              "certificate", "cert", "certificate", "the server presents a certificate"),
          new ExchangeTrait(
              "dictionary-safe",
              "dict",
              "dictionary-safe",
              "an eavesdropper cannot test guesses of the client's secret"),
          new ExchangeTrait(
              "post-quantum",
              "PQ",
              "post-quantum",
              "a future quantum computer cannot decrypt recordings, even with all long-term"
                  + " secrets"),
          new ExchangeTrait(
              "no exporter",
              "noex",
              "no exporter",
              "applications cannot derive keys from its sessions"),
          new ExchangeTrait(
              "one a connection",
              "once",
              "one handshake per connection",
              "a second handshake needs a new connection"));

  /** The property with a recorded label; one that this version does not know is its own mark. */
  public static ExchangeTrait labelled(String label) {
    return KNOWN.stream()
        .filter(known -> known.label.equals(label))
        .findFirst()
        .orElseGet(() -> new ExchangeTrait(label, label, label, ""));
  }
}
