package dev.kexbench.bench.run;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.IntSupplier;

/**
 * Prevents concurrent benchmark runs on one machine. This is JMH's own lock, which JMH holds for
 * one fork at a time; here it is held for a whole run, so that no other run starts in between.
 */
public final class MachineLock {
  /** The JMH property that disables the lock. */
  private static final String IGNORED = "jmh.ignoreLock";

  private MachineLock() {}

  /**
   * Runs a task while holding the lock, or without it if the property is set.
   *
   * @throws CommandFailure with exit code 2 if another process holds the lock
   */
  public static int during(IntSupplier run) {
    if (Boolean.getBoolean(IGNORED)) {
      return run.getAsInt();
    }
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "another benchmark run holds %s; wait until it has ended".formatted(file));
      }
      System.setProperty(IGNORED, "true");
      return run.getAsInt();
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot lock %s: %s; check the owner of the file".formatted(file, refused.getMessage()),
          refused);
    } finally {
      System.clearProperty(IGNORED);
    }
  }
}
