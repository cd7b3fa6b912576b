package dev.kexbench.results.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on core 0 and a generator on core 1, over ten seconds, which are 1,000 ticks. */
class CoreWatchTest {
  private static final long SERVER = 10;
  private static final long GENERATOR = 11;
  private static final long TEN_SECONDS = 10_000_000_000L;
  private static final double CLOSE = 0.003;

  @TempDir private Path folder;
  private FakeProc proc;
  private CoreWatch watch;

  @BeforeEach
  void start() {
    proc = new FakeProc(folder);
    watch = new CoreWatch(folder, Set.of(SERVER), Set.of(GENERATOR));
    proc.cores("500 0 500 9000 0 0 0 0", "500 0 500 9000 0 0 0 0");
    proc.write("pressure/cpu", "some avg10=7.50 avg60=1.00 avg300=0.00 total=1000000\n");
    proc.process(1, "init", 0, "0 0 70000 0");
    proc.process(GENERATOR, "java", 1, "100 100 0 0");
    proc.process(SERVER, "java", GENERATOR, "100 100 0 0");
    proc.allowed(SERVER, "0");
    proc.allowed(GENERATOR, "1");
    proc.thread(SERVER, 20, 1_000, 500);
    proc.thread(SERVER, 21, 1_000, 500);
  }

  private CoreWatch.Reading at(long nanos) {
    return at(watch.read(), nanos);
  }

  private static CoreWatch.Reading at(CoreWatch.Reading read, long nanos) {
    CoreCounters counters = read.counters();
    return new CoreWatch.Reading(
        new CoreCounters(nanos, counters.times(), counters.threads(), counters.pressureMicros()),
        read.machineCores(),
        read.processes(),
        read.allowed(),
        read.moved());
  }

  /** The contention if this happens meanwhile. */
  private Contention after(Runnable ten) {
    CoreWatch.Reading before = at(0);
    ten.run();
    return watch.between(before, at(TEN_SECONDS));
  }

  /** Both sides use their core to the full; in the server, JIT and event loop compete. */
  private void quiet() {
    proc.cores("1300 0 600 9000 0 0 100 0", "1400 0 600 9000 0 0 0 0");
    proc.process(SERVER, "java", GENERATOR, "900 298 0 0");
    proc.process(GENERATOR, "java", 1, "1000 199 0 0");
    proc.thread(SERVER, 20, 8_000, 3_400);
    proc.thread(SERVER, 21, 3_980, 7_500);
  }

  @Test
  void aQuietMachineWhoseCoresAreBusyWithTheRunAlone() {
    Contention contention = after(this::quiet);
    assertEquals("0", contention.cores());
    assertEquals(0, contention.others(), CLOSE);
    assertEquals(0, contention.waited(), CLOSE);
    assertEquals(List.of(), contention.processes());
  }

  /** JIT compilers of the server that were moved to the generator's core are no one else's work. */
  @Test
  void aThreadOfTheServerOnTheGeneratorsCore() {
    proc.thread(SERVER, 22, 0, 0);
    proc.allowed(SERVER, 22, "1");
    proc.cores("500 0 500 9000 0 0 0 0", "500 0 500 9000 0 0 0 0");
    CoreWatch generators = new CoreWatch(folder, Set.of(GENERATOR), Set.of(SERVER));
    CoreWatch.Reading before = generators.read();
    CoreWatch.Reading beforeAtServer = watch.read();
    proc.thread(SERVER, 22, 4_000, 0);
    proc.process(SERVER, "java", GENERATOR, "1000 200 0 0"); // 6 s of them on its own core
    proc.process(GENERATOR, "java", 1, "600 200 0 0");
    proc.cores("1000 0 600 9400 0 0 0 0", "1400 0 600 9000 0 0 0 0");
    Contention atGenerator = generators.between(at(before, 0), at(generators.read(), TEN_SECONDS));
    assertEquals(0, atGenerator.others(), CLOSE);
    Contention atServer = watch.between(at(beforeAtServer, 0), at(watch.read(), TEN_SECONDS));
    assertEquals(0, atServer.others(), CLOSE);
  }

  @Test
  void anotherProcessOnTheServersCoreIsNamed() {
    Contention contention =
        after(
            () -> {
              proc.cores("1400 0 600 9000 0 0 0 0", "1000 0 500 9500 0 0 0 0");
              proc.process(SERVER, "java", GENERATOR, "400 250 0 0");
              proc.processOn(0, 4711, "a (hog)", "540 10 0 0");
              proc.processOn(1, 4712, "elsewhere", "500 0 0 0");
              proc.thread(SERVER, 20, 5_400, 6_000);
            });
    assertEquals(0.55, contention.others(), CLOSE);
    assertEquals(0.54, contention.waited(), CLOSE);
    assertEquals(List.of(new OtherProcess(4711, "a (hog)", 0.55)), contention.processes());
  }

  @Test
  void aProcessThatHasMovedIsNamedIfNoOtherExplainsTheUse() {
    Contention contention =
        after(
            () -> {
              proc.cores("1300 0 700 9000 0 0 0 0", "500 0 500 10000 0 0 0 0");
              proc.process(SERVER, "java", GENERATOR, "500 100 0 0");
              proc.processOn(1, 4712, "moved", "600 0 0 0");
            });
    assertEquals(0.6 - 0.002, contention.others(), CLOSE);
    assertEquals(List.of(new OtherProcess(4712, "moved", 0.6)), contention.processes());
  }

  @Test
  void processesThatCannotBeSeenAreWhatTheCoreLeavesOver() {
    Contention contention =
        after(
            () -> {
              proc.cores("1300 0 700 9000 0 0 0 0", "500 0 500 10000 0 0 0 0");
              proc.process(SERVER, "java", GENERATOR, "500 100 0 0");
            });
    assertEquals(0.6 - 0.002, contention.others(), CLOSE);
    assertEquals(List.of(), contention.processes());
  }

  @Test
  void shortLivedChildrenAreCountedAtTheirParent() {
    proc.processOn(0, 50, "make", "5 5 0 0");
    proc.process(51, "cc", 50, "300 0 0 0");
    Contention contention =
        after(
            () -> {
              proc.cores("1300 0 700 9000 0 0 0 0", "500 0 500 10000 0 0 0 0");
              proc.process(SERVER, "java", GENERATOR, "550 150 0 0");
              proc.remove(51);
              proc.processOn(0, 50, "make", "5 5 800 0");
            });
    assertEquals(0.5, contention.others(), CLOSE);
    assertEquals(List.of(new OtherProcess(50, "make", 0.5)), contention.processes());
  }

  @Test
  void kernelThreadsAndInterruptsServeTheRun() {
    proc.kernelThread(90, "ksoftirqd/0", "0 0 0 0");
    proc.kernelThread(91, "kworker/0:1", "0 0 0 0");
    Contention contention =
        after(
            () -> {
              proc.cores("1000 0 600 9000 0 50 350 0", "500 0 500 10000 0 0 0 0");
              proc.process(SERVER, "java", GENERATOR, "500 200 0 0");
              proc.kernelThread(90, "ksoftirqd/0", "0 300 0 0");
              proc.kernelThread(91, "kworker/0:1", "0 100 0 0");
              proc.thread(SERVER, 20, 6_000, 4_500);
            });
    assertEquals(0, contention.others(), CLOSE);
    assertEquals(0, contention.waited(), CLOSE);
  }

  @Test
  void aQuotaShowsAsWaitWithoutOtherProcesses() {
    Contention contention =
        after(
            () -> {
              proc.cores("1000 0 500 9500 0 0 0 0", "500 0 500 10000 0 0 0 0");
              proc.process(SERVER, "java", GENERATOR, "500 200 0 0");
              proc.thread(SERVER, 20, 6_000, 5_500);
            });
    assertEquals(0, contention.others(), CLOSE);
    assertEquals(0.5, contention.waited(), CLOSE);
  }

  @Test
  void stolenTimeIsNotThatOfOtherProcesses() {
    Contention contention =
        after(
            () -> {
              proc.cores("1000 0 600 9000 0 0 0 400", "500 0 500 10000 0 0 0 0");
              proc.process(SERVER, "java", GENERATOR, "500 300 0 0");
            });
    assertEquals(0, contention.others(), CLOSE);
  }

  @Test
  void onSharedCoresTheOtherSideIsNoOtherProcess() {
    proc.allowed(SERVER, "0-1");
    proc.allowed(GENERATOR, "0-1");
    Contention contention =
        after(
            () -> {
              proc.cores("1400 0 600 9000 0 0 0 0", "1400 0 600 9000 0 0 0 0");
              proc.process(SERVER, "java", GENERATOR, "900 290 0 0");
              proc.process(GENERATOR, "java", 1, "1000 210 0 0");
              proc.thread(SERVER, 20, 8_000, 3_400);
            });
    assertEquals("0-1", contention.cores());
    assertEquals(0, contention.others(), CLOSE);
    assertEquals(0, contention.waited(), CLOSE);
  }

  @Test
  void pressureIsThatOfTheMachine() {
    Contention contention =
        after(
            () -> {
              quiet();
              proc.write("pressure/cpu", "some avg10=0.00 avg60=0.00 avg300=0.00 total=3000000\n");
            });
    assertEquals(0.2, contention.pressure(), 1e-9);
    assertEquals(0.0, CpuPressure.lastTenSeconds(folder));
  }

  @Test
  void threadsThatYieldToAllOthersDoNotCount() {
    proc.thread(SERVER, 22, 10, 0);
    proc.write(
        SERVER + "/task/22/stat", "22 (C2 Compiler) S " + "0 ".repeat(37) + "5 0 0 0 0 0 0 0\n");
    Contention contention =
        after(
            () -> {
              quiet();
              proc.thread(SERVER, 22, 20, 9_000);
            });
    assertEquals(0, contention.waited(), CLOSE);
  }

  @Test
  void whatThePlatformDoesNotReportIsUnknown() {
    CoreWatch nothing = new CoreWatch(folder.resolve("none"), Set.of(SERVER), Set.of());
    Contention contention = nothing.since(nothing.read());
    assertNull(contention.cores());
    assertNull(contention.others());
    assertNull(contention.waited());
    assertNull(contention.pressure());
    assertNull(contention.share());
  }

  @Test
  void aProcessOfAnotherMachineHasFiguresWithoutNames() {
    CoreCounters before = at(0).counters();
    quiet();
    proc.thread(SERVER, 20, 1_000, 9_500);
    Contention contention = Contention.of(before, at(TEN_SECONDS).counters(), 5_000_000_000L);
    assertTrue(contention.others() > 0.35, contention::toString);
    assertTrue(contention.waited() > 0.25, contention::toString);
    assertEquals(List.of(), contention.processes());
    assertNull(Contention.of(null, before, 1));
  }

  @Test
  void theWorseOfTwoHasTheGreaterShare() {
    Contention some = new Contention("0", 0.1, 0.3, null, null);
    Contention more = new Contention("1", 0.4, null, null, null);
    Contention unknown = new Contention(null, null, null, null, null);
    assertEquals(more, Contention.worse(some, more));
    assertEquals(some, Contention.worse(some, unknown));
    assertEquals(some, Contention.worse(null, some));
    assertEquals(unknown, Contention.worse(unknown, null));
  }
}
