package dev.kexbench.loadgen.command;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.util.regex.Pattern;

/** Checks of names that become part of a path, from any source. */
public final class FolderName {
  private static final Pattern PLAIN = Pattern.compile("[^/\\\\.][^/\\\\]*");

  private FolderName() {}

  /**
   * Checks that a name cannot lead outside its parent folder.
   *
   * @param what the kind of name, for the message
   * @throws CommandFailure with exit code 2 if it can
   */
  public static void require(String name, String what) {
    if (!PLAIN.matcher(name).matches()) {
      throw new CommandFailure(
          ExitCode.USAGE, "%s '%s' is not a folder name; omit slashes".formatted(what, name));
    }
  }
}
