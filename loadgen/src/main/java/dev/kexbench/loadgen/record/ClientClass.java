package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.FailureCause;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A kind of client in a mix: command-line value and report label at once. */
public enum ClientClass {
  /** Does all that the exchange asks of it. */
  OK,
  /** Has another secret than the server has for its id. */
  BAD_MAC(FailureCause.REJECTED),
  /** Makes its admission tag under a wrong key. */
  BAD_ADMISSION(FailureCause.REJECTED),
  /** Has an id that nobody enrolled. */
  UNKNOWN_CLIENT(FailureCause.REJECTED),
  /** Sends random bytes. */
  GARBAGE(
      FailureCause.CLOSED,
      FailureCause.RESET_AFTER_SEND,
      FailureCause.MALFORMED,
      FailureCause.UNSUPPORTED),
  /** Sends an OFFER again that was good before. */
  REPLAY(FailureCause.REJECTED),
  /** Sends half an OFFER and waits. */
  HALF_OPEN(FailureCause.CLOSED, FailureCause.RESET_AFTER_SEND);

  private final Set<FailureCause> provokes;

  ClientClass(FailureCause... provokes) {
    this.provokes = EnumSet.noneOf(FailureCause.class);
    this.provokes.addAll(List.of(provokes));
  }

  /**
   * Whether this outcome is what such a client provokes, and no failure.
   *
   * @param admission whether the server asks for admission tags: one that does not cannot tell a
   *     replay, and answers it with an ACK that its sender cannot use
   */
  public boolean expects(FailureCause outcome, boolean admission) {
    boolean uselessAck = this == REPLAY && !admission && outcome == FailureCause.BAD_ACK;
    return uselessAck || provokes.contains(outcome);
  }

  /** Whether one in flight takes the place of another; half-open ones would fill every place. */
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
                    "'%s' is no class of client; there are %s"
                        .formatted(
                            label,
                            String.join(
                                ", ", Arrays.stream(values()).map(ClientClass::label).toList()))));
  }
}
