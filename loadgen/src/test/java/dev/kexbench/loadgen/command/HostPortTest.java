package dev.kexbench.loadgen.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
  @Test
  void knowsWhetherConnectionsStayOnThisMachine() {
    assertTrue(HostPort.parse("127.0.0.2:1").loopback());
    assertTrue(HostPort.parse("[::1]:1").loopback());
    assertFalse(HostPort.parse("192.0.2.1:1").loopback());
  }

  @Test
  void parsesAHostAndAPort() {
    assertEquals(new HostPort("127.0.0.1", 7443), HostPort.parse("127.0.0.1:7443"));
    assertEquals(new HostPort("server.example", 0), HostPort.parse("server.example:0"));
  }

  @Test
  void parsesAndPrintsAnAddressInBrackets() {
    HostPort loopback = HostPort.parse("[::1]:65535");
    assertEquals(new HostPort("::1", 65_535), loopback);
    assertEquals("[::1]:65535", loopback.toString());
    assertEquals("127.0.0.1:1", new HostPort("127.0.0.1", 1).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "7443", "localhost", ":7443", "h:", "h:x", "h:-1", "h:65536", "[::1]"})
  void refusesAnythingElseAndNamesIt(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text)).getMessage();
    assertTrue(message.contains(text.substring(text.lastIndexOf(':') + 1)), message);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org, write example.org:443",
    "http://example.org/path?q=1, write example.org:80",
    "https://user@example.org:8443/, write example.org:8443",
    "tcp://[::1]:7443, write [::1]:7443",
    "kx1://example.org, write example.org:PORT",
    "example.org, without a port; write example.org:7443",
    "[::1], without a port; write [::1]:7443",
    "::1, 'in brackets, as [::1]:7443'",
    "2001:db8::1:7443, 'in brackets, as [::1]:7443'",
    ":7443, without a host"
  })
  void saysHowToWriteWhatWasMeant(String text, String advice) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text)).getMessage();
    assertTrue(message.contains(advice), message);
  }
}
