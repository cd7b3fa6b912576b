package dev.kexbench.results.build;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Another commit of this project, built in its own git worktree below {@code target/against} and
 * kept there for later runs.
 *
 * @param project the folder of the tree that is running
 * @param commit its full hash
 */
public record Revision(Path project, String commit) {
  private static final int SHORT = 12;

  /**
   * Resolves a name to a commit.
   *
   * @throws IllegalArgumentException if this is not a git tree, or it has no such commit
   */
  public static Revision named(Path project, String name) {
    Output found =
        run(project, List.of("git", "rev-parse", "--verify", "--quiet", name + "^{commit}"));
    if (found.exitCode() != 0) {
      throw new IllegalArgumentException(
          "--against %s: no such commit of the git tree in %s; name a branch, tag or commit there"
              .formatted(name, project));
    }
    return new Revision(project, found.text().strip());
  }

  /**
   * The class path of a module in a built tree, as {@code scripts/build.sh} has it: its classes,
   * those of our modules that it needs, and their dependencies, among which an older tree has our
   * modules too.
   */
  public static String classPath(Path tree, String module) {
    String classes =
        Stream.of(module, "core", "results")
            .map(each -> tree.resolve(each).resolve("target").resolve("classes").toString())
            .collect(Collectors.joining(File.pathSeparator));
    Path libraries = tree.resolve(module).resolve("target").resolve("lib");
    return classes + File.pathSeparator + libraries.resolve("*");
  }

  /** The first characters of its hash, as reports record them. */
  public String shortName() {
    return commit.substring(0, SHORT);
  }

  /**
   * A commit that is built.
   *
   * @param tree the folder of its worktree
   * @param help what the script prints with {@code --help}
   */
  public record Built(Path tree, String help) {}

  /**
   * Builds what a script of the commit needs, unless it is built already.
   *
   * @param script the name of a file in {@code scripts}, such as {@code bench}
   * @param progress receives a line before each slow step
   * @throws IllegalArgumentException if the commit cannot be checked out or does not build
   */
  public Built build(String script, Consumer<String> progress) {
    Path tree = project.resolve("target").resolve("against").resolve(shortName());
    if (Files.exists(tree)) {
      check(tree);
    } else {
      progress.accept("building %s in %s (a minute or two)".formatted(shortName(), tree));
      // Forced, since git still has the registration of a tree that was deleted manually.
      runOrFail(
          "git", "worktree", "add", "--quiet", "--force", "--detach", tree.toString(), commit);
    }
    // Every script first builds what is missing, with KEXBENCH_BUILD also for --help.
    return new Built(tree, runOrFail(tree.resolve("scripts").resolve(script).toString(), "--help"));
  }

  /** An existing tree may be incomplete or modified. */
  private void check(Path tree) {
    Output head = run(tree, List.of("git", "rev-parse", "HEAD"));
    Output changes = run(tree, List.of("git", "status", "--porcelain"));
    if (!head.text().strip().equals(commit) || !changes.text().isBlank()) {
      throw new IllegalArgumentException(
          "--against %s: %s differs from that commit; remove that folder"
              .formatted(shortName(), tree));
    }
  }

  /** Its output. */
  private String runOrFail(String... command) {
    Output output = run(project, List.of(command));
    if (output.exitCode() != 0) {
      throw new IllegalArgumentException(
          "--against %s: '%s' failed: %s"
              .formatted(shortName(), String.join(" ", command), output.lastLine()));
    }
    return output.text();
  }

  private record Output(int exitCode, String text) {
    String lastLine() {
      return text.lines()
          .filter(line -> !line.isBlank())
          .reduce("no output", (before, line) -> line)
          .strip();
    }
  }

  /** What it prints; a signal that ends this process ends it as well, with what it has started. */
  private static Output endedWithThisProcess(Process process)
      throws IOException, InterruptedException {
    Thread end =
        new Thread(
            () -> {
              process.descendants().forEach(ProcessHandle::destroy);
              process.destroy();
            });
    Runtime.getRuntime().addShutdownHook(end);
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = process.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException ending) {
      throw new IllegalArgumentException("--against: interrupted", ending);
    }
    return new Output(exitCode, text);
  }

  private static Output run(Path folder, List<String> command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(new ArrayList<>(command))
              .directory(folder.toFile())
              .redirectErrorStream(true);
      builder.environment().put("KEXBENCH_BUILD", "yes");
      return endedWithThisProcess(builder.start());
    } catch (IOException refused) {
      throw new IllegalArgumentException(
          "--against: cannot run %s: %s".formatted(command.get(0), refused.getMessage()), refused);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("--against: interrupted", stopped);
    }
  }
}
