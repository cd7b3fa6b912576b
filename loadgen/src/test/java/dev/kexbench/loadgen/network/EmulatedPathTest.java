package dev.kexbench.loadgen.network;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.plan.NetworkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Times of the kernel's TCP and UDP through the path, against theory: nothing is ever early, and
 * the shortest of many attempts is late by 5 % at most. With a round trip of 200 ms these are 10 ms
 * or more, which a busy machine too has for one of the attempts, of which there are more until one
 * is in time, for minutes.
 */
@Tag("process")
class EmulatedPathTest {
  private static final long MILLI = 1_000_000;
  private static final double LATE = 1.05;

  /** So short a jitter changes nothing but the way: netem has no seed. */
  static final String BY_RELAY = "jitter=1ns";

  @TempDir private Path folder;

  @BeforeAll
  static void needsNamespaces() {
    requireNetworks();
  }

  /** Skips a test where no network can be emulated. */
  static void requireNetworks() {
    Optional<String> problem = NetworkSupport.problem();
    assumeTrue(problem.isEmpty(), () -> problem.orElseThrow());
  }

  private Map<String, Long> probe(String spec, long seed, String... what)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(folder, "probe", ".txt");
    String[] args = new String[4 + what.length];
    args[0] = "inside";
    args[1] = spec;
    args[2] = String.valueOf(seed);
    args[3] = file.toString();
    System.arraycopy(what, 0, args, 4, what.length);
    Interrupt interrupt = Interrupt.install(0);
    try {
      assertEquals(
          0,
          GeneratorNamespace.run(
              NetworkSpec.parse(spec),
              PathProbeMain.command(PathProbeMain.class, args),
              interrupt));
    } finally {
      interrupt.done(0);
    }
    return read(file);
  }

  static Map<String, Long> read(Path file) throws IOException {
    Map<String, Long> values = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split(" ");
      values.put(words[0], Long.parseLong(words[1]));
    }
    return values;
  }

  private Map<String, Long> assertTakes(long millis, String spec, String what, Object... more)
      throws IOException, InterruptedException {
    long limit = Math.round(millis * MILLI * LATE);
    String[] words = new String[2 + more.length];
    words[0] = what;
    words[1] = String.valueOf(limit);
    for (int i = 0; i < more.length; i++) {
      words[2 + i] = more[i].toString();
    }
    Map<String, Long> values = probe(spec, 1, words);
    long least = values.get("least");
    assertTrue(least >= millis * MILLI, () -> values.toString());
    assertTrue(least <= limit, () -> values.toString());
    return values;
  }

  @Test
  void aConnectionTakesOneRoundTrip() throws Exception {
    Map<String, Long> values = assertTakes(200, "rtt=200ms", "connect");
    assertEquals(0, values.get("there.lost") + values.get("back.lost"));
    assertTrue(values.get("there.requestedP50") >= 100 * MILLI * 999 / 1_000);
    assertTrue(values.get("there.deliveredP50") >= values.get("there.requestedP50"));
    assertEquals(0, values.get("there.overrun") + values.get("back.overrun"));
    assertEquals(NetworkSupport.netem() ? 0 : 1, values.get("relay"));
  }

  @Test
  void aDatagramTakesOneRoundTripAndIsCountedWithItsHeaders() throws Exception {
    Map<String, Long> values = assertTakes(200, "rtt=200ms", "echo", 100);
    long attempts = values.get("attempts");
    for (String direction : new String[] {"there", "back"}) {
      assertEquals(attempts, values.get(direction + ".packets"));
      assertEquals(attempts * (100 + 8 + 20), values.get(direction + ".bytes"));
    }
  }

  @Test
  void theAnswerThatFitsTheInitialWindowTakesOneRoundTrip() throws Exception {
    assertTakes(200, "rtt=200ms", "receive", 14_000);
  }

  /** Ten segments of 1,448 bytes (RFC 6928); the next ones wait for the first acknowledgement. */
  @Test
  void bytesBeyondTheInitialWindowTakeOneMore() throws Exception {
    assertTakes(400, "rtt=200ms", "receive", 20_000);
  }

  /**
   * At 1 Mbit/s: a request of 5 bytes, and 25,000 bytes in 18 segments, each with 52 bytes of
   * headers, take 0.5 ms and 207.5 ms, and the round trip 40 ms. Acknowledgements arrive before the
   * initial window is sent.
   */
  @Test
  void theRateLimitsAnAnswer() throws Exception {
    assertTakes(247, "rtt=40ms,rate=1mbit", "receive", 25_000);
  }

  @Test
  void theFirstSynIsLostAndSentAgainAfterASecond() throws Exception {
    NetworkSpec spec = NetworkSpec.parse("rtt=200ms,loss=20%," + BY_RELAY);
    long seed =
        LongStream.range(0, 1_000_000)
            .filter(each -> onlyTheFirstIsLost(spec, each))
            .findFirst()
            .orElseThrow();
    eventually("the kernel's timer and a round trip", () -> isTimerAndRoundTrip(spec, seed));
  }

  private boolean isTimerAndRoundTrip(NetworkSpec spec, long seed) {
    try {
      long took = probe(spec.toString(), seed, "connect", "" + (Long.MAX_VALUE - 1)).get("least");
      // The kernel's timer has ticks of up to 10 ms.
      assertTrue(took >= (1_000 - 10 + 200) * MILLI, "took " + took);
      return took <= (1_000 + 200) * MILLI * LATE;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean onlyTheFirstIsLost(NetworkSpec spec, long seed) {
    LossModel there = new LossModel(spec.loss(), spec.burst(), seed);
    LossModel back = new LossModel(spec.loss(), spec.burst(), RelayMain.seedBack(seed));
    boolean first = there.nextIsLost();
    boolean others = false;
    for (int i = 0; i < 6; i++) {
      others |= there.nextIsLost() | back.nextIsLost();
    }
    return first && !others;
  }

  @Test
  void noPacketIsLargerThanTheMtu() throws Exception {
    // 972 bytes, 8 of UDP and 20 of IPv4
    String once = String.valueOf(Long.MAX_VALUE - 1);
    Map<String, Long> fits = probe("rtt=2ms,mtu=1000", 1, "echo", once, "972");
    assertEquals(1, fits.get("there.packets"));
    assertEquals(1_000, fits.get("there.bytes"));
    Map<String, Long> fragments = probe("rtt=2ms,mtu=1000", 1, "echo", once, "973");
    assertEquals(2, fragments.get("there.packets"));
    // 20,000 bytes in segments of at most 960
    Map<String, Long> segments = probe("rtt=2ms,mtu=1000", 1, "receive", once, "20000");
    assertTrue(segments.get("back.packets") >= 21, () -> segments.toString());
  }

  @Test
  void losesTheShareThatIsAskedFor() throws Exception {
    Map<String, Long> values = probe("rtt=2ms,loss=10%", 3, "load", "2000", "2", "sink");
    long all = values.get("there.packets") + values.get("there.lost");
    assertEquals(values.get("sent"), all + values.get("there.overrun"));
    assertEquals(all * 0.1, values.get("there.lost"), 5 * Math.sqrt(all * 0.1 * 0.9));
    assertEquals(0, values.get("back.packets"));
  }

  @Test
  void startsOnlyInsideOfANamespace() {
    NetworkSpec spec = NetworkSpec.parse("lan");
    assertThrows(IllegalStateException.class, () -> EmulatedPath.start(spec, 1).close());
  }
}
