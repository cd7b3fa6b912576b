package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.loadgen.record.ResumptionRecorder;
import dev.kexbench.loadgen.record.WireBytes;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Ramp;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.loadgen.schedule.Steps;
import dev.kexbench.results.machine.JvmReport;
import dev.kexbench.results.machine.JvmSecond;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.HandshakeKind;
import dev.kexbench.results.report.Stage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages decode to what was encoded. */
class MessageCodecTest {
  private static final Duration LENGTH = Duration.ofMillis(2_500);

  private static <M extends Message> M sent(M message) {
    @SuppressWarnings("unchecked") // of the class that it was
    M arrived = (M) Messages.decode(Messages.encode(message)).orElseThrow();
    return arrived;
  }

  private static LoadPlan plan(Optional<RateCurve> rate) {
    return Plans.of(
        Plans.pace(rate, Arrivals.POISSON, 64),
        Plans.times(Duration.ofSeconds(3), LENGTH, Duration.ofSeconds(15)),
        2,
        7);
  }

  static Stream<Optional<RateCurve>> curves() {
    return Stream.of(
        Optional.empty(),
        Optional.of(new Steady(1.0 / 3)),
        Optional.of(new Ramp(500, 2_000, LENGTH)),
        Optional.of(new Steps(List.of(1.5, 2.5, 3.5), LENGTH)));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void decodesAPhase(Optional<RateCurve> curve) {
    LoadPlan phase = plan(curve).phase(curve, 32, LENGTH, OptionalLong.of(99)).repeated(2);
    PhaseMessage text = PhaseMessage.of(phase);
    Message.Begin begin = sent(new Message.Begin(3, text, true, false, -5));
    assertEquals(phase, begin.phase().in(plan(Optional.empty())));
    assertEquals(new Message.Begin(3, text, true, false, -5), begin);
  }

  @Test
  void decodesAnInterval() {
    Recording recording = new Recording(1, 1_000_000_000, Mix.parse("ok=1,garbage=1"));
    var recorder = recording.recorders(0).of(ClientClass.OK);
    recording.recorders(0).probe().ran(7_000);
    recorder.planned();
    recorder.entered(0);
    recorder.left(5_000_000, 5_000_000);
    recorder.started(1_000);
    recorder.unhindered(1_000);
    recorder.established(5_000_000, 4_999_000);
    recorder.carried(328, 72, 1);
    recorder.resumption().toResume(true);
    recorder.resumption().notIssued(true);
    recorder
        .resumption()
        .established(
            HandshakeKind.RESUMED,
            new ResumptionRecorder.Times(5_000_000, 1_000, 4_000),
            new WireBytes(328, 72, 1));
    recorder.planned();
    recorder.started(2_000);
    recorder.failed(FailureCause.BUSY, 3_000_000, 2_998_000);
    Interval interval = recording.take(1_000_000_000, new Interval.Use(0.5, 0.97, 0.25));
    Message.Report reported = sent(new Message.Report(1, 4, IntervalMessage.of(interval)));
    Interval arrived = reported.interval().interval();
    assertEquals(interval.counts(), arrived.counts());
    assertEquals(interval.use(), arrived.use());
    assertEquals(interval.endNanos(), arrived.endNanos());
    assertEquals(interval.classes().keySet(), arrived.classes().keySet());
    interval
        .tagged()
        .forEach((tag, histogram) -> assertEquals(histogram, arrived.tagged().get(tag)));
    var there = arrived.classes().get(ClientClass.OK);
    var here = interval.classes().get(ClientClass.OK);
    assertEquals(here.failures(), there.failures());
    assertEquals(here.ownLag(), there.ownLag());
    assertEquals(here.carried(), there.carried());
    assertEquals(here.resumption(), there.resumption());
    assertEquals(1, there.resumption().resumed());
    assertEquals(5_000_000, there.timeInFlight().inFlightNanos());
    assertEquals(here.timeInFlight(), there.timeInFlight());
    assertEquals(interval.probe(), arrived.probe());
    assertEquals(1, arrived.probe().getTotalCount());
    assertEquals(1, there.stages().get(Stage.TOTAL).getTotalCount());
  }

  @Test
  void decodesTheSecondsOfAJvm() {
    JvmReport seconds = JvmReport.of(List.of(JvmSecond.NONE, new JvmSecond(12.5, 0.25, 7, 90, 1)));
    assertEquals(seconds, sent(new Message.Jvm(seconds)).report());
    JvmReport unknown = JvmReport.unavailable("none here");
    assertEquals(unknown, sent(new Message.Jvm(unknown)).report());
    assertEquals(new Message.QueryJvm(20), sent(new Message.QueryJvm(20)));
  }

  @Test
  void decodesAnEnded() {
    Recording recording = new Recording(1, 1_000_000, Mix.HONEST);
    IntervalMessage rest = IntervalMessage.of(recording.take(1, Interval.Use.NONE));
    Message.Ended ended =
        new Message.Ended(
            4, rest, 2.5, ResourceUsage.NONE, 1, 2, 1, "broke", List.of("KeyAgreement DH"));
    assertEquals(ended, sent(ended));
  }

  @Test
  void decodesKeysOfClients() {
    List<ClientCredentials> clients = TestExchange.CLIENTS;
    KeyMessage text = KeyMessage.of(ServerIdentity.of(TestExchange.KEYS.publicKey()), clients);
    KeyMessage arrived = KeyMessage.decode(text.encode()).orElseThrow();
    assertEquals(TestExchange.KEYS.publicKey().key(), arrived.server().key().key());
    List<ClientCredentials> there = arrived.credentials();
    for (int i = 0; i < clients.size(); i++) {
      assertEquals(clients.get(i).id(), there.get(i).id());
      assertTrue(Arrays.equals(clients.get(i).root(), there.get(i).root()));
      assertEquals(clients.get(i).name(), there.get(i).name());
      assertFalse(arrived.toString().contains(arrived.clients().get(i).root()));
      assertFalse(arrived.clients().toString().contains(arrived.clients().get(i).root()));
    }
  }

  @Test
  void rejectsBytesThatAreNotAMessage() {
    for (String each : List.of("", "Beat", "Nonsense\n{}", "Clock\n[", "java.lang.String\n{}")) {
      assertEquals(Optional.empty(), Messages.decode(each.getBytes()), each);
    }
  }
}
