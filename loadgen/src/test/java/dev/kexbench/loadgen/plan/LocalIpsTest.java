package dev.kexbench.loadgen.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalIpsTest {
  private static List<String> addresses(String text) {
    return LocalIps.parse(text).sources().stream()
        .map(each -> each.getAddress().getHostAddress() + ":" + each.getPort())
        .toList();
  }

  @Test
  void aRangeIncludesBothEnds() {
    assertEquals(
        List.of("127.0.0.254:0", "127.0.0.255:0", "127.0.1.0:0"),
        addresses("127.0.0.254-127.0.1.0"));
    assertEquals(List.of("10.0.0.7:0"), addresses("10.0.0.7"));
  }

  @Test
  void aNetworkIncludesAllOfItsAddresses() {
    assertEquals(
        List.of("192.168.1.4:0", "192.168.1.5:0", "192.168.1.6:0", "192.168.1.7:0"),
        addresses("192.168.1.6/30"));
    assertEquals(4_096, addresses("127.0.0.0/20").size());
    assertEquals(List.of("255.255.255.255:0"), addresses("255.255.255.255/32"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "localhost | is neither A-B nor CIDR",
        "127.0.0.1-2 | is neither A-B nor CIDR",
        "127.0.0.256 | '127.0.0.256' is no IPv4 address",
        "127.0.0.9-127.0.0.1 | from the lower to the higher",
        "127.0.0.0/8 | 1 to 4096",
        "127.0.0.0/33 | a prefix has 0 to 32 bits"
      })
  void saysWhatIsWrongWithARange(String text, String expected) {
    String refusal =
        assertThrows(IllegalArgumentException.class, () -> LocalIps.parse(text)).getMessage();
    assertTrue(refusal.contains(expected), refusal);
  }
}
