package dev.kexbench.results.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:0", "[::1]:8080", "localhost:1", "0.0.0.0:65535"})
  void isWrittenAsItIsRead(String text) {
    assertEquals(text, WebAddress.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "8080", ":8080", "localhost", "localhost:", "::1:80", "a:65536", "http://a:1"})
  void refusesOtherForms(String text) {
    assertThrows(IllegalArgumentException.class, () -> WebAddress.parse(text));
  }

  @Test
  void onlyLoopbackStaysOnThisMachine() {
    assertTrue(WebAddress.parse(WebAddress.USUAL).loopback());
    assertTrue(WebAddress.parse("127.1.2.3:1").loopback());
    assertTrue(WebAddress.parse("[::1]:1").loopback());
    assertFalse(WebAddress.parse("0.0.0.0:1").loopback());
    assertFalse(WebAddress.parse("[::]:1").loopback());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:8080",
        "localhost:8080",
        "LOCALHOST:8080",
        "[::1]:8080",
        "10.1.2.3:8080"
      })
  void knowsItsHost(String header) {
    assertTrue(WebAddress.parse("127.0.0.1:8080").isMeant(header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example:8080",
        "localhost:81",
        "localhost",
        "localhost.evil.example:8080",
        "1.2.3:8080",
        "127.0.0.1.evil.example:8080",
        "evil.example:127.0.0.1:8080",
        "[evil]:8080",
        ":8080"
      })
  void knowsNoOtherHost(String header) {
    assertFalse(WebAddress.parse("127.0.0.1:8080").isMeant(header));
    assertFalse(WebAddress.parse("127.0.0.1:8080").isMeant(null));
  }

  /** Browsers leave out the usual port of HTTP. */
  @Test
  void port80NeedNotBeStated() {
    assertTrue(WebAddress.parse("127.0.0.1:80").isMeant("127.0.0.1"));
    assertTrue(WebAddress.parse("127.0.0.1:80").isMeant("127.0.0.1:80"));
    assertFalse(WebAddress.parse("127.0.0.1:80").isMeant("evil.example"));
    assertFalse(WebAddress.parse("127.0.0.1:80").isMeant("127.0.0.1:81"));
  }

  @Test
  void theNameThatItWasStartedWithIsKnown() {
    assertTrue(WebAddress.parse("bench-1.lan:80").isMeant("Bench-1.lan:80"));
  }
}
