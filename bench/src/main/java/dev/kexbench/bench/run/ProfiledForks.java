package dev.kexbench.bench.run;

import dev.kexbench.bench.fork.FlameProfiler;
import dev.kexbench.results.profile.ProfileEvent;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.suite.Row;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.openjdk.jmh.runner.RunnerException;

/**
 * One more fork of every row, which is profiled. It runs after the rounds and is part of none:
 * profiling costs time, so that its score means nothing.
 */
public final class ProfiledForks {
  private static final String FOLDER = "profile";

  private final Measure measure;
  private final List<ProfileEvent> events;
  private final PrintWriter out;

  /**
   * Forks that are profiled.
   *
   * @param events none for no fork at all
   * @param out receives a line for each row
   */
  public ProfiledForks(Measure measure, List<ProfileEvent> events, PrintWriter out) {
    this.measure = measure;
    this.events = List.copyOf(events);
    this.out = out;
  }

  /** Runs one for each row of the plan, unless stopped between two rows. */
  public void run(BenchPlan plan, Variant variant, BooleanSupplier stopped) {
    for (Row row : events.isEmpty() ? List.<Row>of() : plan.rows()) {
      if (stopped.getAsBoolean()) {
        return;
      }
      Path folder = variant.folder().path().resolve(FOLDER).resolve(name(row));
      String options = FlameProfiler.options(events, folder.toAbsolutePath());
      try {
        measure.profile(row, plan.timing(), variant, options);
        out.println("profiled %s: %s".formatted(row.label(), ProjectPaths.shown(folder)));
      } catch (RunnerException e) {
        out.println("no profile of %s: %s".formatted(row.label(), e.getMessage()));
      }
    }
  }

  private static String name(Row row) {
    return row.label().replaceAll("[^A-Za-z0-9.=_-]+", "-");
  }
}
