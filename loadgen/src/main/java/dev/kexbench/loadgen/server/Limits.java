package dev.kexbench.loadgen.server;

import java.time.Duration;

/**
 * How long a connection may keep the server waiting.
 *
 * @param firstFrame from accept to a whole first OFFER
 * @param confirm from the ACK to the CONFIRM
 * @param idle from the end of one exchange to the next OFFER
 */
public record Limits(Duration firstFrame, Duration confirm, Duration idle) {
  /** The longest that a key confirmation may take (KX1). */
  public static final Duration CONFIRM = Duration.ofSeconds(10);
}
