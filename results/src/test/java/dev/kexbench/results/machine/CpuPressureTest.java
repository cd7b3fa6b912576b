package dev.kexbench.results.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CPU pressure of the machine, or of the control group where the machine's is not reported. */
class CpuPressureTest {
  @TempDir private Path folder;

  private Long micros() {
    Path proc = folder.resolve("proc");
    return CpuPressure.micros(proc, new CgroupFolders(proc, folder.resolve("cgroup")));
  }

  private void write(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private static String pressure(long micros) {
    return """
        some avg10=1.50 avg60=0.10 avg300=0.00 total=%d
        full avg10=0.00 avg60=0.00 avg300=0.00 total=0
        """
        .formatted(micros);
  }

  @Test
  void theMachineComesBeforeTheGroup() throws IOException {
    write("proc/self/cgroup", "0::/a/b\n");
    write("cgroup/a/cpu.pressure", pressure(77));
    assertEquals(77, micros());
    write("cgroup/a/b/cpu.pressure", pressure(33));
    assertEquals(33, micros());
    write("proc/pressure/cpu", pressure(123_456));
    assertEquals(123_456, micros());
  }

  @Test
  void withoutEitherItIsUnknown() throws IOException {
    assertNull(micros());
    write("proc/self/cgroup", "0::/\n");
    assertNull(micros());
  }
}
