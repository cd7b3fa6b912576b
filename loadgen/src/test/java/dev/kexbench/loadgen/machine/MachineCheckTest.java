package dev.kexbench.loadgen.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.machine.OtherProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine with two cores on which nothing is wrong, which tests then change. */
class MachineCheckTest {
  private static final String CPU = "devices/system/cpu/";

  @TempDir private Path proc;
  @TempDir private Path sys;

  private static void write(Path root, String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  @BeforeEach
  void start() throws IOException {
    write(proc, "self/status", "Cpus_allowed_list:\t0-1\n");
    write(proc, "self/cgroup", "0::/group\n");
    write(proc, "cpuinfo", "processor : 0\nflags : fpu avx512f\nprocessor : 1\n");
    write(proc, "loadavg", "0.10 3.00 3.00 1/180 4711\n");
    write(proc, "pressure/cpu", "some avg10=1.00 avg60=90.00 avg300=0.00 total=5\n");
    write(proc, "sys/net/core/somaxconn", "4096\n");
    write(proc, "sys/net/ipv4/ip_local_port_range", "32768\t60999\n");
    write(sys, CPU + "cpu0/topology/thread_siblings_list", "0\n");
    write(sys, CPU + "cpu1/topology/thread_siblings_list", "1\n");
    write(sys, CPU + "cpu0/cpufreq/scaling_governor", "performance\n");
    write(sys, CPU + "intel_pstate/no_turbo", "1\n");
    write(sys, "devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
    write(sys, "fs/cgroup/group/cpu.max", "max 100000\n");
  }

  private String summary() {
    return new MachineCheck(proc, sys, OptionalLong.of(20_000)).summary();
  }

  private void assertAdvice(String name, String text) {
    assertTrue(summary().startsWith("machine: " + name + " " + text), this::summary);
  }

  @Test
  void aGoodMachine() {
    assertEquals("machine: 2 cores, no SMT, load and limits OK", summary());
  }

  @Test
  void aSingleCore() throws IOException {
    write(proc, "self/status", "Cpus_allowed_list:\t0\n");
    assertAdvice("cores", "1: server and generator share it");
  }

  @Test
  void coresThatShareAPhysicalCore() throws IOException {
    write(sys, CPU + "cpu0/topology/thread_siblings_list", "0-1\n");
    write(sys, CPU + "cpu1/topology/thread_siblings_list", "0-1\n");
    assertAdvice("smt", "2 cores are threads of 1 physical ones: 0-1");
  }

  @Test
  void aClockRateThatFollowsTheLoad() throws IOException {
    write(sys, CPU + "cpu1/cpufreq/scaling_governor", "powersave\n");
    assertAdvice("governor", "performance, powersave");
  }

  @Test
  void turboThatIsOn() throws IOException {
    write(sys, CPU + "intel_pstate/no_turbo", "0\n");
    assertAdvice("turbo", "on");
  }

  @Test
  void aQuotaOfLessThanTheCores() throws IOException {
    write(sys, "fs/cgroup/group/cpu.max", "150000 100000\n");
    assertAdvice("cgroup", "a quota of 1.5 cores for 2");
  }

  @Test
  void aLoadedMachine() throws IOException {
    write(proc, "loadavg", "1.10 0.00 0.00 1/180 4711\n");
    assertAdvice("load", "1.10 in the last minute");
  }

  @Test
  void tasksThatWaitForACore() throws IOException {
    write(proc, "pressure/cpu", "some avg10=55.00 avg60=0.00 avg300=0.00 total=5\n");
    assertAdvice("pressure", "tasks waited for a core in 55 %");
  }

  @Test
  void aShortListenQueue() throws IOException {
    write(proc, "sys/net/core/somaxconn", "128\n");
    assertAdvice("somaxconn", "128");
  }

  @Test
  void aSlowClock() throws IOException {
    write(sys, "devices/system/clocksource/clocksource0/current_clocksource", "hpet\n");
    assertAdvice("clock", "hpet");
  }

  @Test
  void fewPorts() throws IOException {
    write(proc, "sys/net/ipv4/ip_local_port_range", "50000\t60999\n");
    assertAdvice("ports", "11,000 local ports");
  }

  @Test
  void fewDescriptors() {
    String summary = new MachineCheck(proc, sys, OptionalLong.of(1_000)).summary();
    assertTrue(summary.startsWith("machine: descriptors 1,000: too few"), summary);
  }

  @Test
  void whatThePlatformDoesNotReportNeedsNoAdvice() {
    Path none = proc.resolve("none");
    List<CheckItem> items = new KernelItems(none, none, OptionalLong.empty()).items();
    assertTrue(
        items.stream().allMatch(item -> item.state() == CheckItem.State.OK), items::toString);
    assertEquals("smt", new CoreItems(proc, none).items().get(1).name());
    assertEquals(CheckItem.unknown("smt"), new CoreItems(proc, none).items().get(1));
  }

  @Test
  void otherProcessesPreventARun() {
    List<OtherProcess> hog = List.of(new OtherProcess(4711, "java", 0.5));
    CheckItem item = LoadItems.others(new Contention("0-1", 0.0, 0.25, 0.5, hog));
    assertEquals(CheckItem.State.PREVENTS, item.state());
    assertTrue(item.text().startsWith("others use 25 % of the cores: pid 4711 java (50 %)"));
    assertEquals(
        CheckItem.State.OK,
        LoadItems.others(new Contention("0-1", 0.0, 0.05, 0.5, List.of())).state());
  }

  @Test
  void aHypervisorThatTakesTimePreventsARun() {
    assertEquals(CheckItem.State.PREVENTS, LoadItems.steal(0.06).state());
    assertEquals(CheckItem.State.OK, LoadItems.steal(0.05).state());
    assertEquals(CheckItem.unknown("steal"), LoadItems.steal(null));
  }
}
