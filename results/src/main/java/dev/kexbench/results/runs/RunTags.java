package dev.kexbench.results.runs;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.JsonFile;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tags of a run: {@code tags.txt} in its folder, one a line in UTF-8. It is replaced
 * atomically; of several processes and threads that change the tags of any runs, one does so at a
 * time.
 *
 * @param folder of the run
 */
record RunTags(Path folder) {
  /** The file's name. */
  static final String NAME = "tags.txt";

  /** In the folder of all runs, so that it does not look like a part of a run. */
  private static final String LOCK = ".tags.lock";

  private static final int ATTEMPTS = 300;
  private static final long PAUSE_MILLIS = 100;
  private static final long LONGEST_FILE = 1 << 16;
  private static final int LONGEST = 60;

  private static final Pattern TAG =
      Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N} ._+=:#-]*");

  /** They refer to runs themselves. */
  private static final Pattern RESERVED = Pattern.compile("\\d+|latest");

  /**
   * Checks a tag, which is then also the name of a reference.
   *
   * @throws CommandFailure with exit code 2 if it cannot be one
   */
  static String checked(String text) {
    String tag = text.strip();
    if (tag.length() > LONGEST || !TAG.matcher(tag).matches() || RESERVED.matcher(tag).matches()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          ("'%s' is no tag; give up to %d letters, digits, spaces and ._+=:#-, not only a number and"
                  + " not 'latest'")
              .formatted(text.replaceAll("\\p{Cntrl}", "?"), LONGEST));
    }
    return tag;
  }

  /**
   * The tags, in the order in which they were added.
   *
   * @throws CommandFailure with exit code 2 if the file is damaged
   */
  List<String> read() {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_FILE) {
        throw damaged(file, "is not a small file of tags", null);
      }
      List<String> lines =
          Files.readAllLines(file).stream().map(String::strip).filter(t -> !t.isEmpty()).toList();
      for (String line : lines) {
        if (line.length() > LONGEST || !TAG.matcher(line).matches()) {
          throw damaged(file, "line %d is no tag".formatted(lines.indexOf(line) + 1), null);
        }
      }
      return lines;
    } catch (CharacterCodingException foreign) {
      throw damaged(file, "is not text in UTF-8", foreign);
    } catch (IOException refused) {
      throw damaged(file, JsonFile.why(refused), refused);
    }
  }

  private static CommandFailure damaged(Path file, String why, Exception cause) {
    return JsonFile.unreadable(file, why, "correct or delete it", cause);
  }

  /** Adds a tag unless the run has it; returns whether it was added. */
  boolean add(String tag) {
    return change(
        tags -> {
          List<String> more = new ArrayList<>(tags);
          if (!more.contains(tag)) {
            more.add(tag);
          }
          return more;
        });
  }

  /** Removes a tag; returns whether the run had it. */
  boolean remove(String tag) {
    return change(tags -> tags.stream().filter(each -> !each.equals(tag)).toList());
  }

  /** Whether the tags are now other ones. */
  private boolean change(UnaryOperator<List<String>> to) {
    try (FileChannel lock = open()) {
      await(lock);
      List<String> before = read();
      List<String> after = to.apply(before);
      if (after.equals(before)) {
        return false;
      }
      Path file = folder.resolve(NAME);
      if (after.isEmpty()) {
        Files.delete(file);
      } else {
        ReportFiles.writeText(
            after.stream().map(tag -> tag + "\n").collect(Collectors.joining()), file);
      }
      return true;
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot change the tags of %s: %s; check its permissions"
              .formatted(folder, JsonFile.why(refused)),
          refused);
    }
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        folder.toAbsolutePath().resolveSibling(LOCK),
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
  }

  /** The lock ends with the channel, or with the process. */
  private void await(FileChannel channel) throws IOException {
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (isLocked(channel)) {
          return;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("another process is changing tags");
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException anotherThread) {
      return false;
    }
  }
}
