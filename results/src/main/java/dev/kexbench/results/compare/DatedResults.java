package dev.kexbench.results.compare;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.jmh.JmhFiles;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Results that were measured at different times, in order of time, and what was left out.
 *
 * @param results all valid ones
 * @param skipped how much a history cannot use
 * @param leftOut the same, one by one
 */
public record DatedResults(List<DatedResult> results, Skipped skipped, List<LeftOut> leftOut) {
  /** Folders are searched for results to this depth. */
  private static final int DEPTH = 5;

  /** The variant of {@code scripts/bench --against} that is the build itself. */
  private static final String THIS = "this";

  /** Keeps its own copies. */
  public DatedResults {
    results = List.copyOf(results);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * A result that a history does not use.
   *
   * @param name its path, as it was found
   * @param reason why it is not used
   */
  public record LeftOut(String name, String reason) {}

  /**
   * What was left out.
   *
   * @param invalid results that are not valid
   * @param unreadable results that cannot be read, each with the reason
   * @param empty folders without results, as interrupted runs leave them
   * @param variants results of another build in a run that measured several
   */
  public record Skipped(int invalid, List<String> unreadable, int empty, int variants) {
    /** Keeps its own copy. */
    public Skipped {
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * Reads results of any kind and plan. Each path is a result, or a folder with results somewhere
   * below it.
   *
   * @throws CommandFailure with exit code 2 if a path does not exist or no result can be read
   * @throws IllegalArgumentException if the filter selects no figure of any result
   */
  public static DatedResults read(List<String> paths, Filter filter) {
    Search search = new Search(filter);
    paths.stream().map(Path::of).forEach(search::start);
    return search.results();
  }

  /** The same results, with the packages of classes that have equal names. */
  public DatedResults withPackages() {
    List<ResultSet> shown = PackageNames.shown(results.stream().map(DatedResult::results).toList());
    List<DatedResult> named =
        IntStream.range(0, shown.size())
            .mapToObj(at -> results.get(at).with(shown.get(at)))
            .toList();
    return new DatedResults(named, skipped, leftOut);
  }

  /** Collects results. */
  private static final class Search {
    private final Filter filter;
    private final Map<Path, DatedResult> found = new LinkedHashMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private CommandFailure failure;
    private int read;
    private int invalid;
    private int empty;
    private int variants;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private boolean filtered;

    private Search(Filter filter) {
      this.filter = filter;
    }

    private void start(Path path) {
      if (!Files.exists(path)) {
        throw ResultSource.nothing(path);
      }
      if (!Files.isDirectory(path)) {
        add(path);
      } else {
        int before = read;
        descend(path, DEPTH);
        if (before == read) {
          throw ResultSource.nothing(path);
        }
      }
    }

    private void descend(Path folder, int depth) {
      if (ResultSource.holdsResults(folder)) {
        add(folder);
        return;
      }
      List<Path> below = ReportFiles.list(folder).stream().filter(Files::isDirectory).toList();
      if (below.isEmpty() || depth == 0) {
        List<Path> files = JmhFiles.anyIn(folder);
        countEmpty(folder, files);
        files.forEach(this::add);
      } else if (Files.exists(JmhFiles.order(folder))) {
        List<Path> sides = below.stream().filter(ResultSource::holdsResults).toList();
        countEmpty(folder, sides);
        addOneOf(sides);
      } else {
        below.forEach(each -> descend(each, depth - 1));
      }
    }

    private void countEmpty(Path folder, List<Path> results) {
      if (results.isEmpty()) {
        empty++;
        leftOut.add(new LeftOut(folder.toString(), "a folder without results"));
      }
    }

    /**
     * Adds the results of one run that measured several variants. Variants under other settings
     * belong to other series; of those under the same settings, this build is the one that is
     * dated.
     */
    private void addOneOf(List<Path> sides) {
      Set<Object> known = new HashSet<>();
      sides.stream()
          .sorted(Comparator.comparing(side -> !side.endsWith(THIS)))
          .forEach(
              side -> {
                int before = found.size();
                add(side);
                if (found.size() > before && !known.add(settings(found.get(key(side))))) {
                  found.remove(key(side));
                  variants++;
                  leftOut.add(new LeftOut(side.toString(), "of another build in a run of several"));
                }
              });
    }

    private static Object settings(DatedResult result) {
      return result.results().settings().stream().map(Setting::keys).distinct().toList();
    }

    private static Path key(Path path) {
      return path.toAbsolutePath().normalize();
    }

    private void add(Path path) {
      read++;
      try {
        DatedResult read = ResultDate.read(path);
        ResultSet chosen = Results.chosen(read.results(), filter);
        if (chosen.verdict().state() == Validity.INVALID) {
          invalid++;
          leftOut.add(new LeftOut(path.toString(), "INVALID: " + reasons(chosen)));
        } else if (chosen.rows().isEmpty()) {
          filtered = true;
          leftOut.add(new LeftOut(path.toString(), "--filter selects none of its figures"));
        } else {
          found.put(key(path), new DatedResult(read.name(), read.time(), read.commit(), chosen));
        }
      } catch (CommandFailure broken) {
        failure = broken;
        unreadable.add(broken.getMessage());
        leftOut.add(new LeftOut(path.toString(), broken.getMessage()));
      }
    }

    private static String reasons(ResultSet results) {
      return results.verdict().reasons().stream()
          .filter(reason -> reason.effect() == Validity.INVALID)
          .map(ValidityReason::text)
          .distinct()
          .collect(Collectors.joining("; "));
    }

    private DatedResults results() {
      if (found.isEmpty() && failure != null) {
        throw failure;
      }
      if (found.isEmpty() && filtered) {
        throw new IllegalArgumentException("--filter chooses nothing of these results");
      }
      Map<Path, String> names = ResultNames.of(found.keySet());
      List<DatedResult> dated =
          found.entrySet().stream()
              .map(each -> each.getValue().named(names.get(each.getKey())))
              .sorted(Comparator.comparing(DatedResult::time).thenComparing(DatedResult::name))
              .toList();
      return new DatedResults(dated, new Skipped(invalid, unreadable, empty, variants), leftOut);
    }
  }
}
