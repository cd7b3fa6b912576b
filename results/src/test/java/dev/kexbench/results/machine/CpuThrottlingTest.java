package dev.kexbench.results.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuThrottlingTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder;

  private CpuThrottling read() {
    return CpuThrottling.read(folder.resolve("proc"), folder.resolve("groups"));
  }

  private void write(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private static CpuThrottling of(double cores, long nanos) {
    return new CpuThrottling(cores, Map.of("group", nanos));
  }

  @Test
  void readsMicrosecondsOfVersionTwoOfAGroupAndThoseAboveIt() throws IOException {
    write("proc/self/cgroup", "0::/a/b\n");
    write("groups/a/cpu.stat", "usage_usec 9\nnr_throttled 2\nthrottled_usec 70\n");
    write("groups/a/b/cpu.stat", "usage_usec 9\nnr_throttled 0\nthrottled_usec 5\n");
    write("groups/a/cpu.max", "250000 100000\n");
    String group = folder.resolve("groups/a").toString();
    assertEquals(new CpuThrottling(2.5, Map.of(group, 70_000L, group + "/b", 5_000L)), read());
  }

  @Test
  void readsNanosecondsOfVersionOne() throws IOException {
    write("proc/self/cgroup", "2:cpuset:/x\n1:cpu,cpuacct:/\n0::/\n");
    write("groups/cpu,cpuacct/cpu.stat", "nr_periods 4\nnr_throttled 2\nthrottled_time 1234\n");
    assertEquals(
        new CpuThrottling(1, Map.of(folder.resolve("groups/cpu,cpuacct").toString(), 1_234L)),
        read());
  }

  @Test
  void aPlatformWithoutGroupsTellsNothing() {
    CpuThrottling nothing = read();
    assertEquals(Map.of(), nothing.nanosByGroup());
    assertNull(nothing.shareSince(nothing, SECOND));
  }

  @Test
  void aShareIsOfTheGrantedCoresTime() {
    assertEquals(0.25, of(1, SECOND + SECOND / 4).shareSince(of(1, SECOND), SECOND));
    assertEquals(0.1, of(4, 2 * SECOND).shareSince(of(4, 0), 5 * SECOND));
    assertEquals(0, of(1, SECOND).shareSince(of(1, SECOND), SECOND));
  }

  @Test
  void aShareIsNeverMoreThanAllOfIt() {
    assertEquals(1, of(1, 7 * SECOND).shareSince(of(1, 0), SECOND));
  }

  @Test
  void theStrictestGroupCountsEvenIfAnotherOneHasALongerPast() {
    CpuThrottling before = new CpuThrottling(1, Map.of("above", 100 * SECOND, "own", 0L));
    CpuThrottling after = new CpuThrottling(1, Map.of("above", 100 * SECOND, "own", SECOND / 2));
    assertEquals(0.5, after.shareSince(before, SECOND));
  }
}
