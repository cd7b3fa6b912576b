package dev.kexbench.loadgen.command;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.util.regex.Pattern;

/** A name that becomes a part of a path, wherever it comes from. */
public final class FolderName {
  private static final Pattern PLAIN = Pattern.compile("[^/\\\\.][^/\\\\]*");

  private FolderName() {}

  /**
   * Sees to it that a name stays in the folder that it is put into.
   *
   * @param what it is the name of, for the message
   * @throws CommandFailure with exit code 2 if it does not
   */
  public static void require(String name, String what) {
    if (!PLAIN.matcher(name).matches()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s '%s' is no name of a folder; leave out slashes".formatted(what, name));
    }
  }
}
