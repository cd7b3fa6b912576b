package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the server responds to each kind of frame that it refuses, as seen on the wire. */
class RefusalTest {
  private static final int VERSION_AT = 2;
  private static final int TYPE_AT = 3;
  private static final byte ACK = 2;

  private final RunningServer server = RunningServer.kx1();
  private final Peer peer = server.connect();

  @BeforeEach
  void isConnected() {
    eventually("the connection is accepted", () -> server.open() == 1);
  }

  @AfterEach
  void close() {
    peer.close();
    server.close();
  }

  private static byte[] reject(int code, int suite) {
    return new byte[] {'K', 'X', 1, 0x7F, (byte) suite, 0, 0, 1, (byte) code};
  }

  private void assertClosedInSilence(CloseCause cause) {
    assertArrayEquals(new byte[0], peer.readToEnd());
    eventually("it is counted as " + cause, () -> server.closed(cause) == 1);
    assertEquals(0, server.open());
  }

  private void assertStillServed() {
    OfferAttempt attempt = new OfferAttempt();
    peer.send(attempt.offer());
    peer.send(attempt.confirm(peer.readFrame()));
    eventually("the next exchange succeeds", () -> server.confirmed() == 1);
  }

  @Test
  void closesOnGarbageWithoutAReply() {
    peer.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertClosedInSilence(CloseCause.MALFORMED);
  }

  @Test
  void closesOnABodyThatIsTooLong() {
    peer.send(new byte[] {'K', 'X', 1, 1, 1, 0, 0x10, 0x01});
    assertClosedInSilence(CloseCause.MALFORMED);
  }

  @Test
  void closesOnAnOfferOfAnotherLength() {
    byte[] offer = new OfferAttempt().offer();
    byte[] longer = Arrays.copyOf(offer, offer.length + 1);
    longer[7]++;
    peer.send(longer);
    assertClosedInSilence(CloseCause.MALFORMED);
  }

  @ParameterizedTest(name = "byte {0} = {1}")
  @CsvSource({"2,2", "3,9", "4,99", "5,2"})
  void refusesAnUnknownVersionTypeSuiteOrFlagAsUnsupported(int index, int value) {
    byte[] offer = new OfferAttempt().offerWith(index, value);
    peer.send(offer);
    assertArrayEquals(reject(2, offer[4]), peer.readFrame());
    assertEquals(1, server.figures().counts().rejected().get("unsupported"));
    assertStillServed();
  }

  @Test
  void refusesAnotherServersKeyAndContinues() {
    peer.send(new OfferAttempt().offerFlipped(OfferAttempt.KEY_AT));
    assertArrayEquals(reject(3, 1), peer.readFrame());
    assertEquals(1, server.figures().counts().rejected().get("unknownKey"));
    assertStillServed();
  }

  @ParameterizedTest(name = "a flipped bit in byte {0}")
  @CsvSource({"8", "100"})
  void refusesAnUnknownClientLikeABadCiphertext(int index) {
    peer.send(new OfferAttempt().offerFlipped(index));
    assertArrayEquals(reject(1, 1), peer.readFrame());
    assertEquals(1, server.figures().counts().rejected().get("rejected"));
    assertStillServed();
  }

  @Test
  void answersAWrongConfirmWithARejectAndThenCloses() {
    OfferAttempt attempt = new OfferAttempt();
    peer.send(attempt.offer());
    byte[] confirm = attempt.confirm(peer.readFrame());
    confirm[20] ^= 1;
    peer.send(confirm);
    assertArrayEquals(reject(1, 1), peer.readToEnd());
    eventually("it is counted", () -> server.closed(CloseCause.BAD_CONFIRM) == 1);
    assertEquals(0, server.confirmed());
  }

  @Test
  void sendsARefusalBeforeItClosesOnTheFrameAfterTheOffer() {
    byte[] garbage = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    peer.send(new OfferAttempt().offerFlipped(OfferAttempt.KEY_AT), garbage);
    assertArrayEquals(reject(3, 1), peer.readToEnd());
    eventually("it is counted", () -> server.closed(CloseCause.MALFORMED) == 1);
  }

  @Test
  void closesOnAnAck() {
    OfferAttempt attempt = new OfferAttempt();
    peer.send(attempt.offer());
    peer.send(peer.readFrame());
    assertClosedInSilence(CloseCause.OUT_OF_TURN);
  }

  @Test
  void closesOnAnUnexpectedConfirm() {
    byte[] confirm = new byte[40];
    System.arraycopy(new byte[] {'K', 'X', 1, 3, 1, 0, 0, 32}, 0, confirm, 0, 8);
    peer.send(confirm);
    assertClosedInSilence(CloseCause.OUT_OF_TURN);
  }

  @Test
  void closesOnASecondOfferWhileAConfirmIsDue() {
    peer.send(new OfferAttempt().offer(), new OfferAttempt().offer());
    byte[] answer = peer.readToEnd();
    assertEquals(ACK, answer[TYPE_AT], "the first OFFER is answered");
    assertEquals(1, answer[VERSION_AT]);
    assertEquals(72, answer.length, "one ACK and nothing else");
    eventually("it is counted", () -> server.closed(CloseCause.OUT_OF_TURN) == 1);
    assertEquals(0, server.confirmed());
  }
}
