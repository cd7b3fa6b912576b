package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.FailureCause;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A class of clients in a mix. The constants are also the values in options and reports. */
public enum ClientClass {
  /** Follows the exchange. */
  OK,
  /** Has a different secret from the one the server has for its id. */
  BAD_MAC(FailureCause.REJECTED),
  /** Computes its admission tag with a wrong key. */
  BAD_ADMISSION(FailureCause.REJECTED),
  /** Has an id that is not enrolled. */
  UNKNOWN_CLIENT(FailureCause.REJECTED),
  /** Sends random bytes. */
  GARBAGE(
      FailureCause.CLOSED,
      FailureCause.RESET_AFTER_SEND,
      FailureCause.MALFORMED,
      FailureCause.UNSUPPORTED),
  /** Replays an OFFER that the server has accepted. */
  REPLAY(FailureCause.REJECTED),
  /** Sends half an OFFER and waits. */
  HALF_OPEN(FailureCause.CLOSED, FailureCause.RESET_AFTER_SEND);

  private final Set<FailureCause> provokes;

  ClientClass(FailureCause... provokes) {
    this.provokes = EnumSet.noneOf(FailureCause.class);
    this.provokes.addAll(List.of(provokes));
  }

  /**
   * Whether this outcome is expected of such a client, and so is not a failure.
   *
   * @param admission whether the server asks for admission tags: one that does not cannot detect a
   *     replay, and answers it with an ACK that its sender cannot use
   */
  public boolean expects(FailureCause outcome, boolean admission) {
    boolean uselessAck = this == REPLAY && !admission && outcome == FailureCause.BAD_ACK;
    return uselessAck || provokes.contains(outcome);
  }

  /** Whether it counts against the in-flight limit; half-open clients would use it up. */
  public boolean takesPlace() {
    return this != HALF_OPEN;
  }

  /** The name on the command line and in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static ClientClass labelled(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown client class '%s'; choose from %s"
                        .formatted(
                            label,
                            String.join(
                                ", ", Arrays.stream(values()).map(ClientClass::label).toList()))));
  }
}
