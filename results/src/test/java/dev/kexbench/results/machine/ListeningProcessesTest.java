package dev.kexbench.results.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningProcessesTest {
  private static final String HEAD =
      "  sl  local_address rem_address   st tx rx tr when retrnsmt\n";

  @TempDir private Path folder;

  private void descriptor(int pid, int number, String target) throws IOException {
    Path descriptors = Files.createDirectories(folder.resolve(pid + "/fd"));
    Files.createSymbolicLink(descriptors.resolve(String.valueOf(number)), Path.of(target));
  }

  @Test
  void findsEveryProcessThatHoldsTheListeningSocket() throws IOException {
    FakeProc proc = new FakeProc(folder);
    String rest = " 00000000:00000000 00:00000000 00000000     0        0 ";
    proc.write(
        "net/tcp",
        HEAD
            + "   0: 0100007F:1D13 00000000:0000 0A"
            + rest
            + "777 1\n"
            + "   1: 0100007F:1D13 0100007F:9999 01"
            + rest
            + "778 1\n"
            + "   2: 0100007F:1D14 00000000:0000 0A"
            + rest
            + "779 1\n");
    proc.write("net/udp6", HEAD + " 9: " + "0".repeat(32) + ":1D15 0:0 07" + rest + "780 1\n");
    descriptor(31, 0, "/dev/null");
    descriptor(31, 5, "socket:[777]");
    descriptor(32, 5, "socket:[777]");
    descriptor(33, 6, "socket:[778]");
    descriptor(34, 6, "socket:[779]");
    descriptor(35, 6, "socket:[780]");
    assertEquals(Set.of(31L, 32L), ListeningProcesses.on(folder, List.of(7443)));
    assertEquals(Set.of(35L), ListeningProcesses.on(folder, List.of(7445)));
    assertEquals(Set.of(), ListeningProcesses.on(folder, List.of(7000)));
  }

  @Test
  void knowsNoneWhereThePlatformDoesNotReportThem() {
    assertEquals(Set.of(), ListeningProcesses.on(folder.resolve("none"), List.of(7443)));
  }
}
