package dev.kexbench.results.runs;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.jmh.JmhFiles;
import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.ReportFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The results in a file or folder, as any command of this project leaves them, complete or
 * interrupted. No result is read.
 *
 * @param path what was named
 * @param files of results, in order; none of {@link Kind#VARIANTS}, {@link Kind#RUNS} and {@link
 *     Kind#NOTHING}
 * @param parts the variants, or the runs
 */
public record FoundResults(Path path, Kind kind, List<Path> files, List<FoundResults> parts) {
  /** The name of a load report. */
  public static final String REPORT = "report.json";

  /** The name of a calibration. */
  public static final String CALIBRATION = "calibration.json";

  /** The name of the result of {@code scripts/size}. */
  public static final String SIZING = "sizing.json";

  /** How deep results lie below a folder of runs: run, round, exchange. */
  private static final int DEPTH = 3;

  private static final Pattern ROUND =
      Pattern.compile("((?:round|run)-(\\d{1,9}))(-repetition-.*)?");

  /** {@code scripts/bench --against} calls the build itself so; the other one is its base. */
  private static final String THIS = "this";

  private static final int NAMED = 5;

  /** What was found. */
  public enum Kind {
    /** A file of any content, which need not exist. */
    FILE,
    /** A load report. */
    REPORT,
    /** JMH's results. */
    JMH,
    /** Load reports of one plan, which no report joins. */
    ROUNDS,
    /** Variants that were measured together, of which each is a part. */
    VARIANTS,
    /** A folder of runs, of which each is a part. */
    RUNS,
    /** A folder without results. */
    NOTHING
  }

  /** Keeps its own copies. */
  public FoundResults {
    files = List.copyOf(files);
    parts = List.copyOf(parts);
  }

  /**
   * Looks for results.
   *
   * @throws CommandFailure with exit code 2 if a folder cannot be listed, or a calibration cannot
   *     be read
   */
  public static FoundResults in(Path path) {
    return Files.isDirectory(path)
        ? folder(path, DEPTH)
        : new FoundResults(path, Kind.FILE, List.of(path), List.of());
  }

  private static FoundResults folder(Path folder, int depth) {
    if (Files.exists(folder.resolve(REPORT))) {
      return files(folder, Kind.REPORT, List.of(folder.resolve(REPORT)));
    }
    Path soak = folder.resolve("run").resolve(REPORT);
    if (Files.exists(soak)) {
      return files(folder, Kind.REPORT, List.of(soak));
    }
    List<Path> measured = JmhFiles.anyIn(folder);
    return measured.isEmpty() ? below(folder, depth) : files(folder, Kind.JMH, measured);
  }

  private static FoundResults files(Path folder, Kind kind, List<Path> files) {
    return new FoundResults(folder, kind, files, List.of());
  }

  private static FoundResults below(Path folder, int depth) {
    List<FoundResults> parts =
        depth == 0
            ? List.of()
            : ReportFiles.list(folder).stream()
                .filter(Files::isDirectory)
                .filter(each -> !each.getFileName().toString().startsWith("."))
                .map(each -> readable(each, depth - 1))
                .filter(each -> each.kind != Kind.NOTHING)
                .toList();
    if (parts.isEmpty()) {
      return new FoundResults(folder, Kind.NOTHING, List.of(), List.of());
    }
    if (Files.exists(JmhFiles.order(folder))) {
      return new FoundResults(folder, Kind.VARIANTS, List.of(), inOrder(parts));
    }
    return parts.stream().allMatch(part -> ROUND.matcher(part.name()).matches())
        ? files(folder, Kind.ROUNDS, rounds(folder, parts))
        : new FoundResults(folder, Kind.RUNS, List.of(), parts);
  }

  /** One folder of many that cannot be listed contains nothing that can be used. */
  private static FoundResults readable(Path folder, int depth) {
    try {
      return folder(folder, depth);
    } catch (CommandFailure unreadable) {
      return new FoundResults(folder, Kind.NOTHING, List.of(), List.of());
    }
  }

  /** The base first: the build itself is compared with others. */
  private static List<FoundResults> inOrder(List<FoundResults> variants) {
    return variants.stream()
        .sorted(Comparator.comparing(variant -> variant.name().equals(THIS)))
        .toList();
  }

  /** Those that a calibration lists; else all, without those that were repeated. */
  private static List<Path> rounds(Path folder, List<FoundResults> parts) {
    Path calibration = folder.resolve(CALIBRATION);
    if (Files.exists(calibration)) {
      Calibration made = ReportFiles.readCalibration(calibration);
      List<Path> files = made.runs().stream().map(folder::resolve).filter(Files::exists).toList();
      if (!files.isEmpty()) {
        return files;
      }
    }
    Map<String, FoundResults> last = new LinkedHashMap<>();
    parts.stream()
        .sorted(Comparator.comparingInt(FoundResults::round).thenComparing(FoundResults::name))
        .forEach(part -> last.put(part.withoutRepetition(), part));
    return last.values().stream().flatMap(part -> part.all().stream()).toList();
  }

  private int round() {
    Matcher name = ROUND.matcher(name());
    return name.matches() ? Integer.parseInt(name.group(2)) : 0;
  }

  private String withoutRepetition() {
    Matcher name = ROUND.matcher(name());
    return name.matches() ? name.group(1) : name();
  }

  /** The name of the file or folder. */
  public String name() {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /** All files of results, those of the parts as well. */
  public List<Path> all() {
    List<Path> all = new ArrayList<>(files);
    parts.forEach(part -> all.addAll(part.all()));
    return all;
  }

  /** Whether it is results of one plan: one side of a comparison. */
  public boolean isOneSide() {
    return !files.isEmpty();
  }

  /** The failure of a command that can use only one side, or nothing of what is there. */
  public CommandFailure refused() {
    return new CommandFailure(ExitCode.USAGE, "cannot read '%s': %s".formatted(path, reason()));
  }

  private String reason() {
    return switch (kind) {
      case VARIANTS ->
          "it contains the variants %s; name one, such as %s, or only the folder, to compare them"
              .formatted(named(parts), parts.get(0).path);
      case RUNS ->
          "it contains %s, such as %s; name one; scripts/runs lists those in results/runs"
              .formatted(
                  parts.size() == 1 ? "a run" : parts.size() + " runs",
                  named(parts.subList(Math.max(0, parts.size() - 3), parts.size())));
      default ->
          "no %s and no jmh.json there, %s; name a file or folder of results"
              .formatted(REPORT, Files.isDirectory(path) ? contents() : "nor anything else");
    };
  }

  private static String named(List<FoundResults> parts) {
    return parts.stream().map(FoundResults::name).collect(Collectors.joining(", "));
  }

  private String contents() {
    List<String> names =
        ReportFiles.list(path).stream().map(each -> each.getFileName().toString()).toList();
    if (names.isEmpty()) {
      return "it is empty";
    }
    int more = names.size() - NAMED;
    return "only %s%s"
        .formatted(
            names.stream().limit(NAMED).collect(Collectors.joining(", ")),
            more > 0 ? " and %d more".formatted(more) : "");
  }
}
