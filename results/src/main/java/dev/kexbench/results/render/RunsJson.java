package dev.kexbench.results.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.runs.RunSummary;
import dev.kexbench.results.runs.RunSummary.Figures;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Stored runs as JSON. The names of the components are the keys. */
public record RunsJson(List<Listed> runs) {
  /** Keeps its own copy. */
  public RunsJson {
    runs = List.copyOf(runs);
  }

  /**
   * One run.
   *
   * @param run its number, 1 for the newest
   * @param name of its folder
   * @param verdict {@code valid}, {@code suspect}, {@code invalid}, {@code damaged} or {@code
   *     unfinished}
   * @param establishedPerSecond its rate, or null
   * @param p99 nanoseconds from the due time, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Listed(
      int run,
      String name,
      String folder,
      Instant startedAt,
      String kind,
      String verdict,
      boolean interrupted,
      List<String> exchanges,
      String plan,
      Double establishedPerSecond,
      Long p99,
      List<String> tags,
      String problem) {
    /** Keeps its own copies. */
    public Listed {
      exchanges = List.copyOf(exchanges);
      tags = List.copyOf(tags);
    }

    private static Listed of(RunSummary run) {
      Figures figures = run.figures();
      return new Listed(
          run.number(),
          run.name(),
          run.folder().toString(),
          run.startedAt(),
          figures.kind().toString(),
          figures.state().name().toLowerCase(Locale.ROOT),
          figures.interrupted(),
          figures.exchanges(),
          RunsTable.plan(figures),
          figures.rate(),
          figures.p99(),
          run.tags(),
          run.problem());
    }
  }

  /** The runs as indented JSON, the last line ended. */
  public static String of(List<RunSummary> runs) {
    return Json.toJson(new RunsJson(runs.stream().map(Listed::of).toList())) + "\n";
  }
}
