package dev.kexbench.loadgen.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkSpecTest {
  @Test
  void readsAllValues() {
    NetworkSpec read =
        NetworkSpec.parse("rtt=50ms,jitter=5ms,loss=1%,burst=3,rate=10mbit,mtu=1400");
    assertEquals(
        new NetworkSpec(Duration.ofMillis(50), Duration.ofMillis(5), 0.01, 3, 10_000_000, 1_400),
        read);
    assertEquals(25_000_000, read.oneWayNanos());
  }

  @Test
  void onlyTheRoundTripIsRequired() {
    assertEquals(NetworkSpec.of(Duration.ofMillis(100)), NetworkSpec.parse("rtt=100ms"));
    assertEquals(
        new NetworkSpec(Duration.ofMillis(100), Duration.ZERO, 0, 1, 0, 1_500),
        NetworkSpec.parse(" rtt=100ms "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtt=0ms",
        "rtt=500us",
        "rtt=1500ns,jitter=750ns",
        "rtt=10000ms",
        "rtt=50ms,jitter=25ms,loss=0.1%,burst=3,rate=1500kbit,mtu=576",
        "rtt=50ms,loss=99.9%,rate=7bit,mtu=9000",
        "rtt=50ms,rate=2gbit",
        "rtt=50ms,loss=1%,fastopen",
        "mobile",
        "mobile,rtt=90ms",
        "mobile,loss=2%",
        "mobile,loss=0%",
        "mobile,jitter=0ms,burst=1,rate=1mbit,mtu=1500,fastopen",
        "lan,loss=1%,burst=3"
      })
  void theCanonicalTextIsReadBack(String text) {
    NetworkSpec read = NetworkSpec.parse(text);
    assertEquals(text, read.toString());
    assertEquals(read, NetworkSpec.parse(read.toString()));
  }

  @Test
  void equalNetworksHaveOneText() {
    assertEquals("rtt=1000ms,rate=1500kbit", NetworkSpec.parse("rate=1.5mbit,rtt=1s").toString());
  }

  @Test
  void presetsAreNamesWhoseTextIsReadBack() {
    assertEquals(
        List.of("lan", "dc", "mobile", "satellite"), List.copyOf(NetworkSpec.presets().keySet()));
    NetworkSpec.presets()
        .forEach(
            (name, spec) -> {
              assertEquals(spec, NetworkSpec.parse(name));
              assertEquals(name, spec.toString());
              assertEquals(spec.unnamed(), NetworkSpec.parse(spec.unnamed().toString()));
            });
  }

  @Test
  void valuesReplaceThoseOfAPreset() {
    assertEquals(
        "rtt=70ms,jitter=10ms,loss=2%,burst=3,mtu=1358",
        NetworkSpec.parse("mobile,loss=2%").unnamed().toString());
    assertEquals(
        "rtt=70ms,jitter=10ms,mtu=1358", NetworkSpec.parse("mobile,loss=0%").unnamed().toString());
  }

  @Test
  void aValueThatIsThatOfThePresetIsNoOther() {
    assertEquals("mobile", NetworkSpec.parse("mobile,loss=1%").toString());
    assertEquals(NetworkSpec.parse("mobile"), NetworkSpec.parse("mobile,loss=1%"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loss=1%|'loss=1%' lacks rtt, such as rtt=50ms",
        "wan|'wan' is neither a network such as rtt=50ms,loss=1% nor one of lan, dc, mobile,"
            + " satellite",
        "''|'' is neither a network such as rtt=50ms,loss=1% nor one of lan, dc, mobile, satellite",
        "rtt=11s|rtt must be 0 to 10s, was PT11S",
        "rtt=-1ms|'-1ms' is not a duration such as 500us, 20ms, 10s, 2m or 1h",
        "rtt=50|'50' is not a duration such as 500us, 20ms, 10s, 2m or 1h",
        "rtt=50ms,rtt=60ms|rtt is given twice",
        "rtt=50ms,lag=1ms|a network has no 'lag'; it has rtt, jitter, loss, burst, rate, mtu and"
            + " fastopen",
        "rtt=50ms,fastopen=yes|fastopen has no value, was 'fastopen=yes'",
        "fastopen|'fastopen' lacks rtt, such as rtt=50ms",
        "rtt=50ms,loss|'loss' is not KEY=VALUE, such as rtt=50ms",
        "rtt=50ms,|'' is not KEY=VALUE, such as rtt=50ms",
        "rtt=50ms,jitter=26ms|jitter must be at most half of rtt, the delay of one direction; it"
            + " was 26ms of 50ms",
        "rtt=50ms,loss=100%|loss must be 0% to less than 100%, was 100.0%",
        "rtt=50ms,loss=0.1|'0.1' is not a percentage such as 3% or 0.1%",
        "rtt=50ms,burst=3|burst needs loss, such as loss=1%,burst=3",
        "rtt=50ms,loss=0%,burst=1|burst needs loss, such as loss=1%,burst=3",
        "rtt=50ms,loss=1%,burst=0|burst must be 1 to 1000, was 0",
        "rtt=50ms,loss=1%,burst=1001|burst must be 1 to 1000, was 1001",
        "rtt=50ms,loss=1%,burst=x|burst must be a whole number, was 'x'",
        "rtt=50ms,loss=90%,burst=3|a loss of 90% cannot come in bursts of 3: give at least burst=9",
        "rtt=50ms,rate=10|rate: '10' is not a rate above 0 such as 500kbit, 10mbit or 1gbit",
        "rtt=50ms,rate=0mbit|rate: '0mbit' is not a rate above 0 such as 500kbit, 10mbit or 1gbit",
        "rtt=50ms,rate=1.5bit|rate: '1.5bit' is no whole number of bits",
        "rtt=50ms,rate=1001gbit|rate must be at most 1000gbit, was 1001000000000 bit/s",
        "rtt=50ms,mtu=575|mtu must be 576 to 9000, was 575",
        "rtt=50ms,mtu=9001|mtu must be 576 to 9000, was 9001",
        "mobile,rtt=10ms|jitter must be at most half of rtt, the delay of one direction; it was"
            + " 10ms of 10ms"
      },
      quoteCharacter = '`')
  void aWrongValueIsOneLine(String text, String line) {
    String given = text.equals("''") ? "" : text;
    assertEquals(
        line,
        assertThrows(IllegalArgumentException.class, () -> NetworkSpec.parse(given)).getMessage());
  }
}
