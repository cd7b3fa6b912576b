package dev.kexbench.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.machine.CgroupQuota;
import dev.kexbench.results.machine.CpuTimes;
import dev.kexbench.results.machine.HostCpu;
import dev.kexbench.results.machine.JvmFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
  @TempDir Path folder;

  @Test
  void knowsThisProcess() {
    Environment environment = Environment.capture();
    assertTrue(environment.cores() >= 1);
    assertTrue(environment.jdk().matches("\\d+(\\.\\d+)*(\\+\\d+)?"), environment.jdk());
    assertTrue(
        environment.hostClass().matches("[a-z0-9-]+-\\d+c(-ifma)?"), environment.hostClass());
    assertTrue(environment.flags().contains("-Xmx768m"), () -> "" + environment.flags());
    assertFalse(environment.gc().isBlank());
    assertNull(environment.transport());
  }

  @Test
  void takesFromTheRunWhatOnlyTheRunKnows() {
    Environment environment =
        Environment.capture(
            new Environment.Circumstances(Map.of("client", "1"), 0.5, "epoll", true));
    assertEquals(Map.of("client", "1"), environment.affinity());
    assertEquals(0.5, environment.stealShare());
    assertEquals("epoll", environment.transport());
    assertEquals(true, environment.sameHost());
  }

  @Test
  void countsAllCoresOfTheMachine() throws IOException {
    write("cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC 7B13\n\nprocessor\t: 1\n");
    assertEquals(new HostCpu("AMD EPYC 7B13", 2), HostCpu.read(folder));
  }

  @Test
  void anAvx512IfmaHostIsAClassOfItsOwn() throws IOException {
    write(
        "cpuinfo", "processor : 0\nmodel name : Intel(R) Xeon(R)\nflags : fpu avx512ifma sha_ni\n");
    assertEquals("intel-xeon-1c-ifma", HostCpu.read(folder).hostClass());
  }

  @Test
  void describesAProcessorWithoutAModelName() throws IOException {
    write("cpuinfo", "processor : 0\nCPU implementer : 0x41\nCPU part : 0xd0c\n");
    assertEquals(new HostCpu("ARM 0x41 0xd0c", 1), HostCpu.read(folder));
  }

  @Test
  void hasNoModelWhereThePlatformDoesNotTell() {
    HostCpu cpu = HostCpu.read(folder);
    assertNull(cpu.model());
    assertTrue(cpu.cores() >= 1);
    assertTrue(cpu.hostClass().endsWith("-" + cpu.cores() + "c"), cpu.hostClass());
  }

  @ParameterizedTest
  @CsvSource({
    "Intel(R) Xeon(R) Processor, 2, intel-xeon-2c",
    "Intel(R) Xeon(R) Gold 6154 CPU @ 3.00GHz, 36, intel-xeon-gold-6154-36c",
    "AMD EPYC 7763 64-Core Processor, 4, amd-epyc-7763-4c"
  })
  void namesMachinesOfAKind(String model, int cores, String hostClass) {
    assertEquals(hostClass, new HostCpu(model, cores).hostClass());
  }

  @Test
  void keepsOnlyFlagsThatCannotTellASecret() {
    assertEquals(
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50.0", "-Xint"),
        JvmFacts.harmless(
            List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:MaxRAMPercentage=50.0",
                "-Xint",
                "-Dpassword=secret",
                "-Dkexbench.commit=1",
                "-XX:HeapDumpPath=/tmp/x",
                "-XX:OnError=run",
                "-Xlog:gc:file=gc.log",
                "-javaagent:a.jar",
                "-cp")));
  }

  @Test
  void shortensTheCollectorsName() {
    assertEquals("G1", JvmFacts.collector(List.of("G1 Young Generation", "G1 Old Generation")));
    assertEquals("Serial", JvmFacts.collector(List.of("Copy", "MarkSweepCompact")));
    assertEquals("New, Old", JvmFacts.collector(List.of("New", "Old")));
  }

  @Test
  void readsTheQuotaOfVersionTwoFromTheTightestGroup() throws IOException {
    write("proc/self/cgroup", "0::/a/b\n");
    write("groups/a/cpu.max", "150000 100000\n");
    write("groups/a/b/cpu.max", "max 100000\n");
    assertEquals(1.5, quota());
  }

  @Test
  void readsTheQuotaOfVersionOne() throws IOException {
    write("proc/self/cgroup", "3:cpuset:/\n2:cpu,cpuacct:/not/visible/here\n0::/\n");
    write("groups/cpu,cpuacct/cpu.cfs_quota_us", "50000\n");
    write("groups/cpu,cpuacct/cpu.cfs_period_us", "100000\n");
    assertEquals(0.5, quota());
  }

  @Test
  void hasNoQuotaWithoutALimit() throws IOException {
    assertNull(quota());
    write("proc/self/cgroup", "2:cpu:/\n0::/\n");
    write("groups/cpu/cpu.cfs_quota_us", "-1\n");
    write("groups/cpu/cpu.cfs_period_us", "100000\n");
    write("groups/cpu.max", "max 100000\n");
    assertNull(quota());
  }

  @Test
  void readsTheTimesOfAllCores() throws IOException {
    write("stat", "cpu  100 1 50 800 20 3 6 20 7 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n");
    assertEquals(Optional.of(new CpuTimes(160, 20, 1_000)), CpuTimes.read(folder));
  }

  @Test
  void hasNoTimesWhereThePlatformDoesNotTell() {
    assertEquals(Optional.empty(), CpuTimes.read(folder));
  }

  @Test
  void knowsTheShareThatWasStolenSince() {
    CpuTimes before = new CpuTimes(100, 10, 1_000);
    assertEquals(0.05, new CpuTimes(150, 20, 1_200).stealShareSince(before));
    assertEquals(0, before.stealShareSince(before));
  }

  private Double quota() {
    return new CgroupQuota(folder.resolve("proc"), folder.resolve("groups")).cores();
  }

  private void write(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
