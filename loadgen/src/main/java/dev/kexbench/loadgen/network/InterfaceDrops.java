package dev.kexbench.loadgen.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The packets that the kernel dropped before a device because nobody read them in time: a column of
 * {@code /proc/PID/net/dev} of a process in the device's namespace.
 */
final class InterfaceDrops {
  /** After the name: eight columns of received packets, then bytes, packets, errors and drops. */
  private static final int COLUMN = 11;

  private final Path file;
  private final String device;

  InterfaceDrops(long pid, String device) {
    file = Path.of("/proc", String.valueOf(pid), "net", "dev");
    this.device = device + ":";
  }

  /**
   * How many there were.
   *
   * @throws IOException if the process has ended
   */
  long count() throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.strip().startsWith(device)) {
        String[] columns = line.strip().substring(device.length()).strip().split("\\s+");
        return Long.parseLong(columns[COLUMN]);
      }
    }
    throw new IOException("no device " + device + " in " + file);
  }
}
