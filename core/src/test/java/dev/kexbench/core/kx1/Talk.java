package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;

/** Handles a role's steps as a connection does, and asserts which step is expected. */
final class Talk {
  private static final byte[] NOTHING = {};

  private Talk() {}

  /** Passes bytes to the role, and runs the expensive operation if the role requests one. */
  static Step deliver(Role role, byte[] bytes) {
    return run(role.receive(ByteBuffer.wrap(bytes)));
  }

  static Step run(Step step) {
    return step instanceof Step.Compute compute ? compute.work().get() : step;
  }

  static byte[] sent(Step step) {
    return assertInstanceOf(Step.Send.class, step).bytes();
  }

  static Step.Established established(Step step) {
    return assertInstanceOf(Step.Established.class, step);
  }

  static Session session(Step step) {
    return established(step).session();
  }

  static void assertAwaits(Step step) {
    assertInstanceOf(Step.Await.class, step);
  }

  /** The peer receives the response, and the connection stays open. */
  static void assertRejects(Step step, Reason reason, byte[] answer) {
    assertRefuses(step, reason, answer, false);
  }

  /** The connection ends without a response. */
  static void assertHangsUp(Step step, Reason reason) {
    assertRefuses(step, reason, NOTHING, true);
  }

  static void assertRefuses(Step step, Reason reason, byte[] answer, boolean ends) {
    Step.Refused refused = assertInstanceOf(Step.Refused.class, step);
    assertEquals(reason, refused.reason());
    assertArrayEquals(answer, refused.bytes());
    assertEquals(ends, refused.ends(), "whether the connection ends");
  }
}
