package dev.kexbench.loadgen.cluster;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** A peer that has authenticated, and does not read what it is sent. */
class UnreadConnectionTest {
  private static final ClusterSecret SECRET = ClusterSecret.of("a secret of the tests alone");
  private static final String ADDRESS = "an address of the peer";
  private static final int LARGE = 4 << 20;
  private static final int MESSAGES = 8;

  private final ClusterTls tls = new ClusterTls(SECRET, TestExchange.BACKEND, new SecureRandom());
  private final TlsEnd end = tls.client();

  private void authenticate(Socket socket) throws IOException {
    socket.setSoTimeout((int) Eventually.PATIENCE.toMillis());
    socket.getOutputStream().write(end.start());
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[1_000];
    while (!end.complete()) {
      end.receive(Arrays.copyOf(bytes, in.read(bytes)));
      socket.getOutputStream().write(end.output());
    }
  }

  private static boolean available(Socket socket) {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean fails(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  /** Waits until the agent has processed what it was to send before: this comes after it. */
  private static void awaitSent(TcpBus agent) {
    CompletableFuture<byte[]> unanswered =
        agent.request(ADDRESS, new byte[1], Duration.ofMillis(1));
    assertThrows(CompletionException.class, unanswered::join);
  }

  @Test
  void losesItsConnectionSomeTimeAfterItsEnd() throws IOException {
    try (TcpBus agent = LoopbackBus.listening(SECRET);
        Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(LoopbackBus.address(agent));
      authenticate(socket);
      BusFrame consumes = BusFrame.about(BusFrame.Kind.CONSUMES, ADDRESS);
      socket.getOutputStream().write(end.encrypted(consumes.encode()));
      eventually(
          "it is sent something",
          () -> {
            agent.publish(ADDRESS, new byte[1]);
            return available(socket);
          });
      for (int sent = 0; sent < MESSAGES; sent++) { // more than the kernel's buffers take
        agent.publish(ADDRESS, new byte[LARGE]);
      }
      awaitSent(agent);
      byte[] malformed = end.encrypted(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
      socket.getOutputStream().write(malformed);
      eventually("it is closed", () -> fails(socket, new byte[1]));
    }
  }
}
