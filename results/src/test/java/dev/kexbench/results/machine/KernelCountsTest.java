package dev.kexbench.results.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelCountsTest {
  @TempDir private Path proc;

  private void write(String file, String content) throws IOException {
    Files.writeString(Files.createDirectories(proc.resolve("net")).resolve(file), content);
  }

  @Test
  void findsItsCountsByName() throws IOException {
    write(
        "netstat",
        """
        TcpExt: SyncookiesSent ListenOverflows ListenDrops
        TcpExt: 1 57247 57250
        IpExt: ListenDrops
        IpExt: 9
        """);
    write("snmp", "Ip: RetransSegs\nIp: 1\nTcp: InSegs RetransSegs\nTcp: 12 306927\n");
    assertEquals(new KernelCounts(57_247L, 57_250L, 306_927L), KernelCounts.read(proc));
  }

  @Test
  void whatThePlatformDoesNotTellIsUnknown() throws IOException {
    assertEquals(KernelCounts.UNKNOWN, KernelCounts.read(proc));
    write("netstat", "TcpExt: ListenDrops\n");
    write("snmp", "Tcp: InSegs\nTcp: 12\n");
    assertEquals(KernelCounts.UNKNOWN, KernelCounts.read(proc));
    assertEquals(KernelCounts.UNKNOWN, new KernelCounts(1L, 1L, 1L).since(KernelCounts.UNKNOWN));
  }

  @Test
  void aDifferenceIsOfEachCount() {
    KernelCounts before = new KernelCounts(10L, 20L, 30L);
    assertEquals(new KernelCounts(1L, 2L, 3L), new KernelCounts(11L, 22L, 33L).since(before));
  }

  @Test
  void theListenQueueOfAnotherMachineIsAbsentFromAReport() {
    String json = Json.toJson(new KernelCounts(1L, 2L, 3L).withoutListenQueue());
    assertTrue(json.contains("retransmits"), json);
    assertFalse(json.contains("listen"), json);
  }
}
