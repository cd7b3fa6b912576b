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
      strings = {"127.0.0.1:80", "localhost:80", "LOCALHOST:80", "[::1]:80", "10.1.2.3:80"})
  void knowsItsHost(String header) {
    assertTrue(WebAddress.parse("127.0.0.1:80").isMeant(header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example:80",
        "localhost:81",
        "localhost",
        "localhost.evil.example:80",
        "1.2.3:80",
        "127.0.0.1.evil.example:80",
        "evil.example:127.0.0.1:80",
        "[evil]:80",
        ":80"
      })
  void knowsNoOtherHost(String header) {
    assertFalse(WebAddress.parse("127.0.0.1:80").isMeant(header));
    assertFalse(WebAddress.parse("127.0.0.1:80").isMeant(null));
  }

  @Test
  void theNameThatItWasStartedWithIsKnown() {
    assertTrue(WebAddress.parse("bench-1.lan:80").isMeant("Bench-1.lan:80"));
  }
}
