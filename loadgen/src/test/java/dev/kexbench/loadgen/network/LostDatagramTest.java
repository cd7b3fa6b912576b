package dev.kexbench.loadgen.network;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.loadtest.LoadtestMain;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the loss of one datagram costs a DTLS handshake: the timer of 1 s (RFC 6347, section
 * 4.2.4.1). One handshake follows the other, so that the n-th packet is known.
 */
@Tag("process")
class LostDatagramTest {
  private static final String PATH = "rtt=200ms," + EmulatedPathTest.BY_RELAY;
  private static final int HANDSHAKES = 8;

  /** The one with the loss, the first being 0: those before it run code for the first time. */
  private static final int LATER = 5;

  private static final long ROUND_TRIPS_NANOS = 3 * 200_000_000L;
  private static final long TIMER_NANOS = 1_000_000_000L;
  private static final double TOLERANCE = 0.05;

  @TempDir private Path home;

  private Run run(String network, long seed) {
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

  /** A seed with which the n-th packet to the server is lost, and none before or after it. */
  private static long seed(NetworkSpec spec, int lost, int toServer, int toGenerator) {
    return LongStream.range(0, 1_000_000)
        .filter(
            seed -> {
              LossModel there = new LossModel(spec.loss(), spec.burst(), seed);
              LossModel back = new LossModel(spec.loss(), spec.burst(), RelayMain.seedBack(seed));
              boolean fits = true;
              for (int i = 0; i < toServer && fits; i++) {
                fits = there.nextIsLost() == (i == lost);
              }
              for (int i = 0; i < toGenerator && fits; i++) {
                fits = !back.nextIsLost();
              }
              return fits;
            })
        .findFirst()
        .orElseThrow();
  }

  /** Of one handshake; the last one's closing alert may not be counted. */
  private static int packetsEach(long packets) {
    return Math.toIntExact(Math.round((double) packets / HANDSHAKES));
  }

  private void assertLossCostsTheTimer(int packetOfHandshake) {
    EmulatedPathTest.requireNetworks();
    Run without = run(PATH, 1);
    int toServer = packetsEach(without.network().toServer().packets());
    int toGenerator = packetsEach(without.network().toGenerator().packets());
    NetworkSpec spec = NetworkSpec.parse(PATH + ",loss=1%");
    int lost = LATER * toServer + packetOfHandshake;
    int more = 4; // a flight that is sent again
    long seed = seed(spec, lost, HANDSHAKES * toServer + more, HANDSHAKES * toGenerator + more);
    double expected = ROUND_TRIPS_NANOS + TIMER_NANOS;
    eventually(
        "three round trips and the timer, but for 5 %",
        () -> {
          Run run = run(spec.toString(), seed);
          long longest = run.latency(Stage.TOTAL).max();
          return longest >= expected * (1 - TOLERANCE) && longest <= expected * (1 + TOLERANCE);
        });
  }

  @Test
  void aLostClientHelloCostsTheTimer() {
    assertLossCostsTheTimer(0);
  }

  /** After ClientHello, and ClientHello with the cookie. */
  @Test
  void aLostPacketOfTheClientsLastFlightCostsTheTimer() {
    assertLossCostsTheTimer(2);
  }
}
