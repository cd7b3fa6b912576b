package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.client.ConnectionPolicy;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.machine.SystemLimits;
import dev.kexbench.loadgen.plan.ClientPlan;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.Objective;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PreflightTest {
  private static final OptionalLong PLENTY = OptionalLong.of(1_000_000);
  private static final OptionalLong UNKNOWN = OptionalLong.empty();
  private static final Optional<String> NOTHING = Optional.empty();
  private static final OptionalLong LONG_WAIT = OptionalLong.of(60);

  private static LoadPlan plan(Optional<RateCurve> rate, int concurrency) {
    return Plans.of(
        Plans.pace(rate, Arrivals.POISSON, concurrency),
        Plans.times(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(15)),
        1,
        1);
  }

  private static LoadPlan with(LoadPlan plan, Mix mix, int addresses) {
    List<InetSocketAddress> sources =
        Collections.nCopies(addresses, new InetSocketAddress("127.0.0.1", 0));
    return new LoadPlan(
        plan.pace(),
        plan.times(),
        new ClientPlan(1, false, Duration.ZERO, mix, ConnectionPolicy.Close.FIN, sources),
        plan.loops());
  }

  private static LoadPlan spread(LoadPlan plan, int addresses) {
    return with(plan, plan.clients().mix(), addresses);
  }

  private static LoadPlan closed(int concurrency) {
    return plan(Optional.empty(), concurrency);
  }

  private static Optional<RateCurve> rate(double perSecond) {
    return Optional.of(new Steady(perSecond));
  }

  private static LoadPlan open(double perSecond) {
    return plan(rate(perSecond), 10_000);
  }

  private static LoadPlan search(double perSecond) {
    LoadPlan plan = open(perSecond);
    LoadPlan.Pace pace = plan.pace();
    return new LoadPlan(
        new LoadPlan.Pace(
            pace.rate(),
            pace.arrivals(),
            pace.concurrency(),
            pace.whenFull(),
            Optional.of(Objective.parse("p99<50ms"))),
        plan.times(),
        plan.clients(),
        plan.loops());
  }

  private static SystemLimits cap(OptionalLong descriptors, long ports, long timeWaitSeconds) {
    return new SystemLimits(
        descriptors, OptionalLong.of(ports), OptionalLong.of(timeWaitSeconds), NOTHING);
  }

  private static List<String> warnings(LoadPlan plan, int addresses, SystemLimits cap) {
    List<String> lines = new ArrayList<>();
    new Preflight(spread(plan, addresses), cap).check(lines::add);
    return lines;
  }

  private static void assertWarns(String what, List<String> lines) {
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).contains(what), lines::toString);
  }

  private static void assertRefused(String why, LoadPlan plan, SystemLimits cap) {
    CommandFailure failure = assertThrows(CommandFailure.class, () -> warnings(plan, 1, cap));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.getMessage().contains(why), failure::getMessage);
  }

  @Test
  void aRunWithinTheLimitsGivesNoWarning() {
    assertEquals(List.of(), warnings(closed(5_000), 1, cap(PLENTY, 28_232, 60)));
    assertEquals(List.of(), warnings(open(400), 1, cap(PLENTY, 28_232, 60)));
  }

  @Test
  void unknownLimitsGiveNoWarning() {
    SystemLimits unknown = new SystemLimits(UNKNOWN, UNKNOWN, UNKNOWN, NOTHING);
    assertEquals(List.of(), warnings(closed(1_000_000), 1, unknown));
    assertEquals(List.of(), warnings(open(1_000_000), 1, unknown));
  }

  @Test
  void aClosedLoopBeyondTheDescriptorsIsRefused() {
    SystemLimits cap = cap(OptionalLong.of(1_000), 28_232, 60);
    assertRefused("ulimit -n", closed(1_001), cap);
  }

  @Test
  void aClosedLoopThatLeavesFewDescriptorsGivesAWarning() {
    SystemLimits cap = cap(OptionalLong.of(1_000), 28_232, 60);
    assertWarns("950 in flight need 1,050", warnings(closed(950), 1, cap));
  }

  @Test
  void anOpenLoopBeyondTheDescriptorsOnlyGivesAWarning() {
    SystemLimits cap = cap(OptionalLong.of(1_000), 28_232, 60);
    assertWarns("file descriptors: 6,000 in flight", warnings(open(400), 1, cap));
  }

  @Test
  void aClosedLoopBeyondThePortsIsRefused() {
    assertRefused("net.ipv4.ip_local_port_range", closed(28_233), cap(PLENTY, 28_232, 60));
  }

  @Test
  void moreAddressesHaveMorePorts() {
    assertEquals(List.of(), warnings(closed(28_233), 2, cap(PLENTY, 28_232, 60)));
    assertEquals(List.of(), warnings(open(1_000), 2, cap(PLENTY, 28_232, 60)));
  }

  @Test
  void portsInTimeWaitRunOutAtAHighRate() {
    assertWarns(
        "1,000 new connections per second leave 40,000 ports in TIME_WAIT, and there are 28,232",
        warnings(open(1_000), 1, cap(PLENTY, 28_232, 60)));
  }

  @Test
  void portsThatAreReusedDoNotRunOut() {
    assertEquals(List.of(), warnings(open(20_000), 1, cap(PLENTY, 28_232, 1)));
  }

  @Test
  void aRunShorterThanTimeWaitLeavesNoMoreThanItOpens() {
    assertEquals(List.of(), warnings(open(700), 1, cap(PLENTY, 28_232, 60)));
  }

  @Test
  void ifOnlyTimeWaitIsUnknownTheOtherLimitsAreChecked() {
    SystemLimits cap = new SystemLimits(PLENTY, OptionalLong.of(100), UNKNOWN, NOTHING);
    assertWarns("local ports: 10,000 in flight", warnings(open(1_000), 1, cap));
    assertRefused(
        "local ports", closed(101), new SystemLimits(UNKNOWN, cap.ports(), LONG_WAIT, NOTHING));
  }

  @Test
  void halfOpenClientsNeedDescriptorsInAdditionToTheOthers() {
    LoadPlan plan = with(open(100), Mix.parse("ok=50,half-open=50"), 0);
    assertWarns("1,500 in flight", warnings(plan, 0, cap(OptionalLong.of(1_000), 28_232, 60)));
    LoadPlan narrow = with(plan(rate(100), 10), Mix.parse("ok=50,half-open=50"), 0);
    assertWarns("760 in flight", warnings(narrow, 0, cap(OptionalLong.of(800), 28_232, 60)));
  }

  @Test
  void aSearchIsWarnedOfTheRateAndConcurrencyLimits() {
    LoadPlan search = search(100);
    assertWarns(
        "from 470 new connections per second on", warnings(search, 1, cap(PLENTY, 28_200, 60)));
    assertEquals(List.of(), warnings(search, 1, cap(PLENTY, 28_200, 1)));
    assertWarns("10,000 in flight", warnings(search, 1, cap(OptionalLong.of(1_000), 28_200, 1)));
  }

  @Test
  void anAddressOfAnotherMachineIsRefusedBeforeTheRun() {
    SystemLimits cap = new SystemLimits(UNKNOWN, UNKNOWN, UNKNOWN, Optional.of("192.0.2.1"));
    assertRefused("--local-ips: 192.0.2.1 is no address of this machine", open(1), cap);
  }

  /** Over a network, addresses cannot be chosen, and this machine's settings do not apply. */
  @Test
  void overANetworkTheAdviceNamesNothingThatIsRefusedThere() {
    SystemLimits few = cap(PLENTY, 4_000, 60);
    List<String> lines = new ArrayList<>();
    new Preflight(open(2_000), few, true).check(lines::add);
    new Preflight(search(100), few, true).check(lines::add);
    new Preflight(open(500), few, true).fitted(lines::add);
    lines.add(
        assertThrows(
                CommandFailure.class,
                () -> new Preflight(closed(5_000), few, true).check(line -> {}))
            .getMessage());
    List<String> advice = lines.stream().map(line -> line.split("; ")[1]).toList();
    assertEquals(
        List.of(
            "lower --concurrency",
            "lower --concurrency",
            "raise ulimit -n, or give -c",
            "lower --concurrency"),
        advice);
    lines.clear();
    new Preflight(open(150), few, true).check(lines::add);
    SystemLimits enough = cap(PLENTY, 28_200, 60);
    new Preflight(search(100), enough, true).check(lines::add);
    assertTrue(lines.get(0).endsWith("; lower --rate or close by --close rst"), lines::toString);
    assertTrue(lines.get(1).endsWith("; close by --close rst"), lines::toString);
  }

  @Test
  void theDefaultLimitOfAnOpenLoopLeavesMostLocalPortsFree() {
    SystemLimits limits = new SystemLimits(PLENTY, OptionalLong.of(4_000), LONG_WAIT, NOTHING);
    List<String> lines = new ArrayList<>();
    assertEquals(1_600, new Preflight(open(500), limits).fitted(lines::add).concurrency());
    assertTrue(lines.get(0).contains("at most 1,600 handshakes in flight"), lines::toString);
    LoadPlan spread = spread(open(500), 7);
    assertEquals(10_000, new Preflight(spread, limits).fitted(lines::add).concurrency());
    assertEquals(1, lines.size());
  }

  @Test
  void aPartOfAPlanNeedsItsShare() {
    assertEquals(List.of(), warnings(closed(50_000).part(1, 2), 1, cap(PLENTY, 28_232, 60)));
    assertRefused("28,233 in flight", closed(56_465).part(0, 2), cap(PLENTY, 28_232, 60));
    assertEquals(List.of(), warnings(open(800).part(0, 2), 1, cap(PLENTY, 28_232, 60)));
    assertWarns(
        "1,000 new connections per second",
        warnings(open(2_000).part(0, 2), 1, cap(PLENTY, 28_232, 60)));
  }

  @Test
  void aClosedLoopIsNotFitted() {
    SystemLimits limits = new SystemLimits(PLENTY, OptionalLong.of(40), LONG_WAIT, NOTHING);
    LoadPlan plan = closed(64);
    assertEquals(plan, new Preflight(plan, limits).fitted(line -> {}));
  }
}
