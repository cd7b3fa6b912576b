package dev.kexbench.results.runs;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.jmh.JmhFiles;
import dev.kexbench.results.report.IntervalLog;
import dev.kexbench.results.report.JsonFile;
import dev.kexbench.results.report.OutputFolder;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.ReportOutline;
import dev.kexbench.results.runs.RunSummary.Figures;
import dev.kexbench.results.runs.RunSummary.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The folder of all runs, each in a folder of its own.
 *
 * @param path which need not exist
 */
public record RunsFolder(Path path) {
  /** How many runs are read at a time: by all cores, and not many more than are shown. */
  private static final int BATCH = 64;

  /** Files that only a run's folder has. */
  private static final List<String> MARKS =
      List.of(
          FoundResults.CALIBRATION,
          FoundResults.SIZING,
          "environment.json",
          "order.json",
          "plan.conf",
          "server.log",
          IntervalLog.NAME);

  /**
   * A run whose files have not been read.
   *
   * @param number from 1, the newest
   */
  record Entry(int number, Path folder, Instant startedAt) {
    String name() {
      return folder.getFileName().toString();
    }
  }

  /**
   * Some of the runs.
   *
   * @param runs the newest first
   * @param all how many there are
   */
  public record Newest(List<RunSummary> runs, int all) {
    /** Keeps its own copy. */
    public Newest {
      runs = List.copyOf(runs);
    }
  }

  /** Where commands store runs unless {@code --out} names another folder. */
  public static RunsFolder usual() {
    return new RunsFolder(OutputFolder.ofStoredRuns());
  }

  /** Whether this is the folder. */
  public boolean isAt(Path folder) {
    try {
      return Files.exists(path) && Files.isSameFile(path, folder);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** All runs, the newest first. */
  List<Entry> entries() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    List<Entry> dated = new ArrayList<>();
    for (Path folder : ReportFiles.list(path)) {
      if (isRun(folder)) {
        dated.add(new Entry(0, folder, startedAt(folder)));
      }
    }
    dated.sort(Comparator.comparing(Entry::startedAt).thenComparing(Entry::name).reversed());
    return IntStream.range(0, dated.size())
        .mapToObj(at -> new Entry(at + 1, dated.get(at).folder, dated.get(at).startedAt))
        .toList();
  }

  /** Whether a folder was made by a command that stores a run, complete or not. */
  static boolean isRun(Path folder) {
    if (folder.getFileName().toString().startsWith(".") || !Files.isDirectory(folder)) {
      return false;
    }
    Path report = folder.resolve(FoundResults.REPORT);
    return Files.exists(report)
        || MARKS.stream().anyMatch(mark -> Files.exists(folder.resolve(mark)))
        || Files.exists(folder.resolve("run").resolve(FoundResults.REPORT))
        || holdsMore(folder);
  }

  /** JMH's files, or nothing yet, in a folder that is named as commands name them. */
  private static boolean holdsMore(Path folder) {
    try {
      return !JmhFiles.in(folder).isEmpty()
          || FolderTime.toTheSecond(folder.getFileName().toString()).isPresent()
              && ReportFiles.list(folder).isEmpty();
    } catch (CommandFailure unreadable) {
      return false;
    }
  }

  private static Instant startedAt(Path folder) {
    return FolderTime.toTheSecond(folder.getFileName().toString())
        .or(() -> stated(folder))
        .orElseGet(() -> modified(folder));
  }

  private static Optional<Instant> stated(Path folder) {
    Path report = folder.resolve(FoundResults.REPORT);
    return Files.exists(report) ? ReportOutline.startedAt(report) : environment(folder);
  }

  private static Optional<Instant> environment(Path folder) {
    Path file = folder.resolve("environment.json");
    try {
      return Files.exists(file)
          ? Optional.ofNullable(ReportFiles.readEnvironment(file).startedAt())
          : Optional.empty();
    } catch (CommandFailure damaged) {
      return Optional.empty(); // the list names it when it reads the run
    }
  }

  private static Instant modified(Path folder) {
    try {
      return Files.getLastModifiedTime(folder).toInstant();
    } catch (IOException refused) {
      throw JsonFile.unreadable(folder, JsonFile.why(refused), "check the path", refused);
    }
  }

  /**
   * The newest runs that are wanted, with their figures. Only as many are read as that takes.
   *
   * @param limit how many at most
   */
  public Newest newest(Predicate<RunSummary> wanted, int limit) {
    List<Entry> all = entries();
    List<RunSummary> found = new ArrayList<>();
    for (int from = 0; from < all.size() && found.size() < limit; from += BATCH) {
      List<Entry> some = all.subList(from, Math.min(all.size(), from + BATCH));
      found.addAll(some.parallelStream().map(RunsFolder::summary).filter(wanted).toList());
    }
    return new Newest(found.subList(0, Math.min(limit, found.size())), all.size());
  }

  /** All runs with their figures, the newest first. */
  public List<RunSummary> all() {
    return newest(any -> true, Integer.MAX_VALUE).runs();
  }

  /** The runs that have exactly these names, the newest first. */
  public List<RunSummary> named(Collection<String> names) {
    return entries().stream()
        .filter(entry -> names.contains(entry.name()))
        .map(RunsFolder::summary)
        .toList();
  }

  /** A run with its figures; one that is damaged is shown as such. */
  static RunSummary summary(Entry entry) {
    List<String> tags = List.of();
    String problem = null;
    try {
      tags = new RunTags(entry.folder).read();
    } catch (CommandFailure damaged) {
      problem = damaged.getMessage();
    }
    Figures figures;
    try {
      figures = RunReader.read(entry.folder);
    } catch (CommandFailure damaged) {
      problem = damaged.getMessage();
      figures = Figures.none(RunReader.kind(entry.folder), State.DAMAGED);
    }
    return new RunSummary(entry.number, entry.folder, entry.startedAt, figures, tags, problem);
  }
}
