package dev.kexbench.loadgen.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.fixture.FreePort;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that misbehave, and the failure cause for each. */
class FailureCauseTest {
  private static final int ACK_BYTES = 72;

  @Test
  void classifiesAClosedPort() {
    Load.assertAllFail(FailureCause.REFUSED, FreePort.UNSERVED, Load.PATIENT);
  }

  @Test
  void classifiesACloseAfterTheOffer() {
    try (FakeServer server =
        new FakeServer(
            socket -> {
              socket.getInputStream().readNBytes(FakeServer.OFFER_BYTES);
              socket.close();
            })) {
      Load.assertAllFail(FailureCause.CLOSED, server.port(), Load.PATIENT);
    }
  }

  @Test
  void classifiesAResetAfterTheOffer() {
    try (FakeServer server =
        new FakeServer(
            socket -> {
              socket.getInputStream().readNBytes(FakeServer.OFFER_BYTES);
              reset(socket);
            })) {
      Load.assertAllFail(FailureCause.RESET_AFTER_SEND, server.port(), Load.PATIENT);
    }
  }

  @Test
  void classifiesAResetAtOnceBeforeOrAfterTheOffer() {
    try (FakeServer server = new FakeServer(FailureCauseTest::reset)) {
      Counts counts = Load.failing(server.port(), 20, Load.PATIENT);
      long resets =
          counts.failed().get(FailureCause.RESET_BEFORE_SEND)
              + counts.failed().get(FailureCause.RESET_AFTER_SEND);
      assertEquals(20, resets, counts::toString);
    }
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Test
  void classifiesAReplyOfGarbage() {
    byte[] garbage = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    try (FakeServer server = FakeServer.answering(garbage)) {
      Load.assertAllFail(FailureCause.MALFORMED, server.port(), Load.PATIENT);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, REJECTED", "2, UNSUPPORTED", "3, UNKNOWN_KEY", "4, BUSY", "9, MALFORMED"})
  void classifiesARejectByItsCode(byte code, FailureCause cause) {
    try (FakeServer server =
        FakeServer.answering(
            (byte) 'K',
            (byte) 'X',
            (byte) 1,
            (byte) 0x7F,
            (byte) 1,
            (byte) 0,
            (byte) 0,
            (byte) 1,
            code)) {
      Load.assertAllFail(cause, server.port(), Load.PATIENT);
    }
  }

  @Test
  void classifiesAForgedAck() {
    byte[] forged = Arrays.copyOf(new byte[] {'K', 'X', 1, 2, 1, 0, 0, 64}, ACK_BYTES);
    try (FakeServer server = FakeServer.answering(forged)) {
      Load.assertAllFail(FailureCause.BAD_ACK, server.port(), Load.PATIENT);
    }
  }
}
