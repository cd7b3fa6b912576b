package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineRoomTest {
  @TempDir private Path proc;

  private void write(String setting, String content) throws IOException {
    Path folder = Files.createDirectories(proc.resolve("sys/net/ipv4"));
    Files.writeString(folder.resolve(setting), content);
  }

  @Test
  void countsBothEndsOfThePortRange() throws IOException {
    write("ip_local_port_range", "32768\t60999\n");
    assertEquals(OptionalLong.of(28_232), MachineRoom.ports(proc));
  }

  @ParameterizedTest
  @CsvSource({"0, true, 60", "0, false, 60", "1, false, 1", "2, true, 1", "2, false, 60"})
  void timeWaitIsShortWherePortsAreReused(String reuse, boolean loopback, long seconds)
      throws IOException {
    write("tcp_tw_reuse", reuse + "\n");
    assertEquals(OptionalLong.of(seconds), MachineRoom.timeWaitSeconds(proc, loopback));
  }

  @Test
  void tellsNothingWhereThePlatformDoesNot() {
    assertEquals(OptionalLong.empty(), MachineRoom.ports(proc));
    assertEquals(OptionalLong.empty(), MachineRoom.timeWaitSeconds(proc, true));
  }

  @Test
  void knowsThisMachine() {
    MachineRoom here = MachineRoom.here(true);
    assertTrue(here.descriptors().orElse(1) > 0);
    assertTrue(here.ports().orElse(1) > 0);
  }
}
