package dev.kexbench.loadgen.network;

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
 * Times of the kernel's TCP and UDP through the path, against theory. A time is the shortest of 20;
 * nothing is ever early, and a machine that is too busy for one of 20 gets two more chances.
 */
@Tag("process")
class EmulatedPathTest {
  private static final long MILLI = 1_000_000;
  private static final int CHANCES = 3;

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
          0, GeneratorNamespace.run(PathProbeMain.command(PathProbeMain.class, args), interrupt));
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

  /** Never shorter than this, and in one of the chances less than half as long again. */
  private Map<String, Long> assertTakes(long millis, String spec, long seed, String... what)
      throws IOException, InterruptedException {
    long least = Long.MAX_VALUE;
    for (int chance = 0; chance < CHANCES; chance++) {
      Map<String, Long> values = probe(spec, seed, what);
      least = values.get("least");
      assertTrue(least >= millis * MILLI, () -> values.toString());
      if (least < millis * MILLI * 3 / 2) {
        return values;
      }
    }
    throw new AssertionError("took " + least + " ns in place of " + millis + " ms");
  }

  @Test
  void aConnectionTakesOneRoundTrip() throws Exception {
    Map<String, Long> values = assertTakes(40, "rtt=40ms", 1, "connect", "20");
    assertEquals(0, values.get("there.lost") + values.get("back.lost"));
    assertTrue(values.get("there.requestedP50") >= 20 * MILLI * 999 / 1_000);
    assertTrue(values.get("there.deliveredP50") >= values.get("there.requestedP50"));
    assertEquals(0, values.get("there.overrun") + values.get("back.overrun"));
    assertEquals(NetworkSupport.netem() ? 0 : 1, values.get("relay"));
  }

  @Test
  void aDatagramTakesOneRoundTripAndIsCountedWithItsHeaders() throws Exception {
    Map<String, Long> values = assertTakes(40, "rtt=40ms", 1, "echo", "100");
    for (String direction : new String[] {"there", "back"}) {
      assertEquals(20, values.get(direction + ".packets"));
      assertEquals(20 * (100 + 8 + 20), values.get(direction + ".bytes"));
    }
  }

  @Test
  void theAnswerThatFitsTheInitialWindowTakesOneRoundTrip() throws Exception {
    assertTakes(40, "rtt=40ms", 1, "receive", "14000");
  }

  /** Ten segments of 1,448 bytes (RFC 6928); the next ones wait for the first acknowledgement. */
  @Test
  void bytesBeyondTheInitialWindowTakeOneMore() throws Exception {
    assertTakes(80, "rtt=40ms", 1, "receive", "20000");
  }

  @Test
  void theRateLimitsAnAnswer() throws Exception {
    // 25,000 bytes at 1 Mbit/s, plus headers and the way back
    assertTakes(200 + 20, "rtt=40ms,rate=1mbit", 1, "receive", "25000");
  }

  @Test
  void theFirstSynIsLostAndSentAgainAfterASecond() throws Exception {
    NetworkSpec spec = NetworkSpec.parse("rtt=40ms,loss=20%");
    long seed =
        LongStream.range(0, 1_000_000)
            .filter(each -> onlyTheFirstIsLost(spec, each))
            .findFirst()
            .orElseThrow();
    for (int chance = 1; ; chance++) {
      Map<String, Long> values = probe(spec.toString(), seed, "connect", "1");
      long took = values.get("least");
      // The kernel's timer has ticks of up to 10 ms.
      assertTrue(took >= (1_000 - 10 + 40) * MILLI, () -> values.toString());
      if (took < 1_900 * MILLI) {
        return;
      }
      assertTrue(chance < CHANCES, "took " + took);
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
    Map<String, Long> fits = probe("rtt=2ms,mtu=1000", 1, "echo", "972");
    assertEquals(20, fits.get("there.packets"));
    assertEquals(20_000, fits.get("there.bytes"));
    Map<String, Long> fragments = probe("rtt=2ms,mtu=1000", 1, "echo", "973");
    assertEquals(40, fragments.get("there.packets"));
    // 20,000 bytes in segments of at most 960
    Map<String, Long> segments = probe("rtt=2ms,mtu=1000", 1, "receive", "20000");
    assertTrue(segments.get("back.packets") >= 20 * 21, () -> segments.toString());
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
