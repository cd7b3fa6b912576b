package dev.kexbench.loadgen.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the archive's {@code share/}: man pages and completion, without any date or path. */
public final class ManualMain {
  private ManualMain() {}

  /** Takes the folder of scripts, the folder to write, and the version of kexbench. */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), Path.of(args[1]), args[2]);
  }

  static void write(Path scripts, Path share, String version) throws IOException {
    List<CommandText> commands = ScriptList.of(scripts);
    Path pages = Files.createDirectories(share.resolve("man/man1"));
    for (CommandText command : commands) {
      Files.writeString(
          pages.resolve(ManualPage.name(command) + ".1"),
          ManualPage.of(command, version, commands));
    }
    Path completions = Files.createDirectories(share.resolve("bash-completion/completions"));
    Files.writeString(completions.resolve("kexbench"), BashCompletion.of(commands));
  }
}
