package dev.kexbench.results.jmh;

import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** JMH's files in a folder: {@code jmh.json}, or one for every interleaved round. */
public final class JmhFiles {
  private static final Pattern ROUND = Pattern.compile("jmh-(\\d{1,9})\\.json");

  private static final Pattern JSON = Pattern.compile("(?i).*\\.json");
  private static final Pattern NAMED = Pattern.compile("(?i)jmh.*\\.json");
  private static final int START_BYTES = 64;

  private JmhFiles() {}

  /** The file of all rounds in one. */
  public static Path whole(Path folder) {
    return folder.resolve("jmh.json");
  }

  /** The file of one round. */
  public static Path round(Path folder, int round) {
    return folder.resolve("jmh-" + round + ".json");
  }

  /** Those that there are; the whole one, else the rounds in their order. */
  public static List<Path> in(Path folder) {
    return Files.exists(whole(folder)) ? List.of(whole(folder)) : rounds(folder);
  }

  /**
   * The same, or, where other tools wrote them, all files named like {@code jmh-result.json}, else
   * all that begin like an array in JSON.
   */
  public static List<Path> anyIn(Path folder) {
    List<Path> usual = in(folder);
    if (!usual.isEmpty()) {
      return usual;
    }
    List<Path> json =
        ReportFiles.list(folder).stream()
            .filter(file -> JSON.matcher(file.getFileName().toString()).matches())
            .filter(Files::isRegularFile)
            .toList();
    List<Path> named =
        json.stream()
            .filter(file -> NAMED.matcher(file.getFileName().toString()).matches())
            .toList();
    return named.isEmpty() ? json.stream().filter(JmhFiles::beginsAnArray).toList() : named;
  }

  private static boolean beginsAnArray(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(START_BYTES), StandardCharsets.UTF_8);
      return start.replaceFirst("^\uFEFF", "").strip().startsWith("[");
    } catch (IOException unreadable) {
      return false; // then it holds no results either
    }
  }

  /** In which order rows and sides were measured; in the folder of the run, above its sides. */
  public static Path order(Path folder) {
    return folder.resolve("order.json");
  }

  /**
   * The name of the round that a file is of, the same for all sides that were measured in it; empty
   * if it belongs to none, or if nothing shows that its rounds were interleaved.
   */
  public static Optional<String> roundOf(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    int round = number(file);
    return Stream.of(folder, folder.resolve(".."))
        .filter(each -> round >= 0 && Files.exists(order(each)))
        .findFirst()
        .map(run -> "%s, round %d".formatted(run.normalize(), round));
  }

  private static List<Path> rounds(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    return ReportFiles.list(folder).stream()
        .filter(file -> number(file) >= 0)
        .sorted(Comparator.comparingInt(JmhFiles::number))
        .toList();
  }

  private static int number(Path file) {
    Matcher name = ROUND.matcher(file.getFileName().toString());
    return name.matches() ? Integer.parseInt(name.group(1)) : -1;
  }
}
