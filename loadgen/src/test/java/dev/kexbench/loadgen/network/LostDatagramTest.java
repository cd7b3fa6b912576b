package dev.kexbench.loadgen.network;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.loadtest.LoadtestMain;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the loss of one datagram costs a DTLS handshake: the timer of 1 s (RFC 6347, section
 * 4.2.4.1). One handshake follows the other, so that the n-th packet is known. The first one runs
 * code for the first time, so that the second one has the loss.
 */
@Tag("process")
class LostDatagramTest {
  private static final int HANDSHAKES = 4;

  /** Six of the first handshake, of which the last one is the closing alert, are before it. */
  private static final int SECOND_CLIENT_HELLO = 6;

  /**
   * After two ClientHellos, ClientKeyExchange, and the ICMP packet that answers the server's
   * closing alert, if there is one: ChangeCipherSpec or Finished.
   */
  private static final int IN_SECOND_LAST_FLIGHT = 10;

  /** More than there are in one direction. */
  private static final int ALL_PACKETS = HANDSHAKES * 10;

  private static final long ROUND_TRIPS_NANOS = 3 * 200_000_000L;
  private static final long TIMER_NANOS = 1_000_000_000L;

  /** 5 % of both. */
  private static final long TOLERANCE_NANOS = (ROUND_TRIPS_NANOS + TIMER_NANOS) / 20;

  @TempDir private Path home;

  private Run run(NetworkSpec network, long seed) {
    Path out = home.resolve("out");
    Object[] args = {
      "-x",
      "dtls12-psk",
      "-w",
      "0s",
      "-n",
      HANDSHAKES,
      "-c",
      "1",
      "--timeout",
      "10s",
      "--cores",
      "off",
      "--network",
      network,
      "--seed",
      seed,
      "-o",
      out
    };
    ChildProcess.End end = ChildProcess.run(home, LoadtestMain.class, args);
    assertTrue(Files.exists(out.resolve("report.json")), end::toString);
    Run run = ReportFiles.read(out.resolve("report.json")).runs().get(0);
    assertEquals(HANDSHAKES, run.counts().established(), run.counts()::toString);
    return run;
  }

  /** A seed with which this packet to the server is lost, and no other one. */
  private static long seed(NetworkSpec spec, int lost) {
    return LongStream.range(0, 1_000_000)
        .filter(
            seed -> {
              LossModel there = new LossModel(spec.loss(), spec.burst(), seed);
              LossModel back = new LossModel(spec.loss(), spec.burst(), RelayMain.seedBack(seed));
              return IntStream.range(0, ALL_PACKETS)
                  .allMatch(i -> there.nextIsLost() == (i == lost) && !back.nextIsLost());
            })
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {SECOND_CLIENT_HELLO, IN_SECOND_LAST_FLIGHT})
  void aLossCostsTheTimer(int packet) {
    EmulatedPathTest.requireNetworks();
    NetworkSpec spec = NetworkSpec.parse("rtt=200ms,loss=1%," + EmulatedPathTest.BY_RELAY);
    long seed = seed(spec, packet);
    eventually(
        "the timer on top of a handshake without a loss, but for 80 ms",
        () -> {
          Latency total = run(spec, seed).latency(Stage.TOTAL);
          assertTrue(total.min() >= ROUND_TRIPS_NANOS * 0.999, total::toString);
          // After a stall of a second there are more packets, and another one is lost.
          return total.max() >= (ROUND_TRIPS_NANOS + TIMER_NANOS) * 0.999
              && Math.abs(total.max() - total.min() - TIMER_NANOS) <= TOLERANCE_NANOS;
        });
  }
}
