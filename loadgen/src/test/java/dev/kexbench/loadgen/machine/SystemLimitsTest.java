package dev.kexbench.loadgen.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemLimitsTest {
  @TempDir private Path proc;

  private void write(String setting, String content) throws IOException {
    Path folder = Files.createDirectories(proc.resolve("sys/net/ipv4"));
    Files.writeString(folder.resolve(setting), content);
  }

  @Test
  void countsBothEndsOfThePortRange() throws IOException {
    write("ip_local_port_range", "32768\t60999\n");
    assertEquals(OptionalLong.of(28_232), SystemLimits.ports(proc));
  }

  @ParameterizedTest
  @CsvSource({"0, true, 60", "0, false, 60", "1, false, 1", "2, true, 1", "2, false, 60"})
  void timeWaitIsShortIfPortsAreReused(String reuse, boolean loopback, long seconds)
      throws IOException {
    write("tcp_tw_reuse", reuse + "\n");
    assertEquals(OptionalLong.of(seconds), SystemLimits.timeWaitSeconds(proc, loopback));
  }

  @Test
  void isEmptyIfThePlatformReportsNothing() {
    assertEquals(OptionalLong.empty(), SystemLimits.ports(proc));
    assertEquals(OptionalLong.empty(), SystemLimits.timeWaitSeconds(proc, true));
  }

  @Test
  void knowsTheAddressesOfThisMachine() {
    InetSocketAddress own = new InetSocketAddress("127.0.0.9", 0);
    InetSocketAddress documentation = new InetSocketAddress("192.0.2.1", 0); // RFC 5737
    assertEquals(Optional.empty(), SystemLimits.here(true, List.of(own)).foreign());
    assertEquals(
        Optional.of("192.0.2.1"), SystemLimits.here(true, List.of(own, documentation)).foreign());
  }

  @Test
  void reportsTheLimitsOfThisMachine() {
    SystemLimits here = SystemLimits.here(true, List.of());
    assertTrue(here.descriptors().orElse(1) > 0);
    assertTrue(here.ports().orElse(1) > 0);
  }
}
