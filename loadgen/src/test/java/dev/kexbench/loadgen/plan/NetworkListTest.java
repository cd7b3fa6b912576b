package dev.kexbench.loadgen.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkListTest {
  private static void assertParsed(String text, String... specs) {
    assertEquals(
        List.of(specs).stream().map(NetworkSpec::parse).toList(),
        NetworkList.parse(text).networks());
  }

  @Test
  void aNameOrARoundTripBeginsANetwork() {
    assertParsed("lan,rtt=100ms", "lan", "rtt=100ms");
    assertParsed(
        "rtt=1ms,loss=1%,burst=3,mobile,loss=2%", "rtt=1ms,loss=1%,burst=3", "mobile,loss=2%");
    assertParsed("rtt=50ms", "rtt=50ms");
    assertParsed("rtt=50ms,rtt=50ms,fastopen,lan", "rtt=50ms", "rtt=50ms,fastopen", "lan");
  }

  @Test
  void semicolonsAloneSeparateWhereThereAreSome() {
    assertParsed("lan;mobile,rtt=90ms", "lan", "mobile,rtt=90ms");
    assertParsed("rtt=5ms;fastopen,rtt=5ms", "rtt=5ms", "rtt=5ms,fastopen");
  }

  @Test
  void eachNetworkCountsOnce() {
    assertParsed("lan,rtt=500us,rtt=0.5ms", "lan");
    assertParsed("rtt=500us,lan", "rtt=500us");
  }

  @Test
  void refusesWhatIsNoNetwork() {
    for (String wrong : List.of("", "lan,", "loss=1%,rtt=5ms", "lan;;dc", "lan,wan")) {
      assertThrows(IllegalArgumentException.class, () -> NetworkList.parse(wrong), wrong);
    }
  }
}
