package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Step;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** A role responds to any bytes of a peer with a step, never with an exception. */
class RandomBytesTest {
  private static final World PLAIN = World.plain();
  private static final World GUARDED = World.guarded();
  private static final World ISSUING =
      new World(World.Options.of(Suite.RSA_2048).tickets(Duration.ofHours(1)));

  /** Random bytes, and nearly valid frames: known types, suite 0x01, bodies of plausible sizes. */
  @Provide
  Arbitrary<byte[]> message() {
    Arbitrary<byte[]> junk = Arbitraries.bytes().array(byte[].class).ofMaxSize(64);
    Arbitrary<byte[]> body =
        Arbitraries.of(0, 1, 31, 32, 64, 279, 280, 304)
            .flatMap(size -> Arbitraries.bytes().array(byte[].class).ofSize(size));
    Arbitrary<byte[]> frame =
        Combinators.combine(Arbitraries.of(1, 1, 2, 3, 0x7F, 9), Arbitraries.of(0, 1), body)
            .as((type, flags, bytes) -> addressed(RecordedWire.frame(type, 0x01, flags, bytes)));
    return Arbitraries.frequencyOf(Tuple.of(1, junk), Tuple.of(4, frame));
  }

  /**
   * Writes the server's key id into a frame of an OFFER's size, so that it passes as many checks as
   * possible.
   */
  private static byte[] addressed(byte[] frame) {
    byte[] keyId = PLAIN.options.keys().publicKey().keyId();
    return frame.length > RecordedWire.C
        ? RecordedWire.with(frame, RecordedWire.KEY, keyId)
        : frame;
  }

  @Property
  void aServerRespondsToAnyBytesWithAStep(
      @ForAll @Size(min = 1, max = 8) List<@From("message") byte[]> messages,
      @ForAll boolean admission) {
    Role connection = (admission ? GUARDED : PLAIN).server.accept();
    assertNoSession(connection, RecordedWire.join(messages.toArray(byte[][]::new)));
  }

  /**
   * The same for a returning client: suites 0x41 and 0x43, with and without asking for a ticket.
   */
  @Provide
  Arbitrary<byte[]> returningMessage() {
    Arbitrary<byte[]> body =
        Arbitraries.of(0, 32, 180, 204, 213, 237)
            .flatMap(size -> Arbitraries.bytes().array(byte[].class).ofSize(size));
    return Combinators.combine(
            Arbitraries.of(1, 1, 1, 3),
            Arbitraries.of(0x41, 0x42, 0x43),
            Arbitraries.integers().between(0, 4),
            body)
        .as(
            (type, suite, flags, bytes) ->
                addressed(RecordedWire.frame(type, suite, flags, bytes)));
  }

  @Property
  void aServerThatIssuesTicketsRespondsToAnyBytesWithAStep(
      @ForAll @Size(min = 1, max = 8) List<@From("returningMessage") byte[]> messages) {
    assertNoSession(ISSUING.server.accept(), RecordedWire.join(messages.toArray(byte[][]::new)));
    assertEquals(0, ISSUING.backend.operations().get(), "private-key operations");
  }

  @Property
  void aServerThatAwaitsAConfirmRespondsToAnyBytesWithAStep(
      @ForAll @Size(min = 1, max = 4) List<@From("message") byte[]> messages) {
    Role connection = PLAIN.server.accept();
    Talk.sent(Talk.deliver(connection, PLAIN.offer(PLAIN.alice)));
    assertNoSession(connection, RecordedWire.join(messages.toArray(byte[][]::new)));
  }

  @Property
  void aClientRespondsToAnyBytesWithAStep(
      @ForAll @Size(min = 1, max = 4) List<@From("message") byte[]> messages) {
    ClientRole client = PLAIN.open(PLAIN.alice);
    client.start();
    assertNoSession(client, RecordedWire.join(messages.toArray(byte[][]::new)));
  }

  /** Continues after every step, even if a connection would have been closed. */
  private static void assertNoSession(Role role, byte[] stream) {
    ByteBuffer in = ByteBuffer.wrap(stream);
    for (int steps = 0; steps <= stream.length; steps++) {
      Step step = Talk.run(role.receive(in));
      assertFalse(step instanceof Step.Established, "a session out of junk");
      if (step instanceof Step.Refused refused) {
        assertTrue(refused.bytes().length == 0 || refused.bytes().length == 9);
        assertTrue(refused.ends() || refused.bytes().length == 9 || role instanceof ClientRole);
      }
      if (step instanceof Step.Await) {
        assertEquals(0, in.remaining());
        return;
      }
    }
  }

  @Example
  void theNearlyRightOfferGetsAsFarAsThePrivateKey() {
    int before = PLAIN.backend.operations().get();
    byte[] offer = addressed(RecordedWire.frame(0x01, 0x01, 0, new byte[280]));
    Talk.assertRejects(
        Talk.deliver(PLAIN.server.accept(), offer), Reason.REJECTED, PLAIN.rejected());
    assertEquals(before + 1, PLAIN.backend.operations().get());
  }

  @Example
  void aServerHoldsNoMoreThanOneFrameOfTheLimit() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Role connection = PLAIN.server.accept();
    byte[] stream = new byte[100 * 4_104];
    byte[] largest = RecordedWire.frame(0x55, 0x01, 0, new byte[4_096]);
    for (int at = 0; at < stream.length; at += largest.length) {
      System.arraycopy(largest, 0, stream, at, largest.length);
    }
    ByteBuffer in = ByteBuffer.wrap(stream);
    long before = threads.getCurrentThreadAllocatedBytes();
    while (in.hasRemaining()) {
      connection.receive(in);
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / 100;
    assertTrue(each < 2 * 4_104, "bytes allocated for each frame: " + each);
  }
}
