package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.bench.fork.DuetProfiler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DuetRelayTest {
  @Test
  void passesMessagesOnUntilAForkEnds() throws Exception {
    DuetRelay relay = new DuetRelay();
    try (Socket a = connect(relay);
        Socket b = connect(relay)) {
      Thread running = new Thread(relay::run);
      running.start();
      for (byte turn = 1; turn < 4; turn++) {
        a.getOutputStream().write(message(turn));
        b.getOutputStream().write(message(-turn));
        assertArrayEquals(message(-turn), read(a));
        assertArrayEquals(message(turn), read(b));
      }
      a.shutdownOutput();
      b.getOutputStream().write(message(0));
      running.join();
      relay.close();
      assertEquals(0, read(b).length);
    }
  }

  @Test
  void doesNotWaitForAForkThatHasEnded() throws Exception {
    DuetRelay relay = new DuetRelay();
    try (Socket a = connect(relay)) {
      relay.refuse();
      relay.accept();
      relay.run();
      relay.close();
      assertEquals(0, read(a).length);
    }
  }

  private static Socket connect(DuetRelay relay) throws IOException {
    Socket fork = new Socket(InetAddress.getLoopbackAddress(), relay.port());
    relay.accept();
    return fork;
  }

  private static byte[] message(int filler) {
    byte[] message = new byte[DuetProfiler.MESSAGE_BYTES];
    Arrays.fill(message, (byte) filler);
    return message;
  }

  private static byte[] read(Socket fork) throws IOException {
    return fork.getInputStream().readNBytes(DuetProfiler.MESSAGE_BYTES);
  }
}
