package dev.kexbench.bench.fork;

import dev.kexbench.results.profile.FlameGraphs;
import dev.kexbench.results.profile.ProfileEvent;
import dev.kexbench.results.profile.Profiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/** A JMH profiler that draws flame graphs of all measured iterations of a fork. */
public final class FlameProfiler implements InternalProfiler {
  private static final String SIDE = "benchmark";

  private final Profiler profiler;
  private final Path folder;
  private int iterations;

  /**
   * For JMH.
   *
   * @param options {@code EVENT,EVENT:FOLDER}, as {@link #options} writes them
   */
  public FlameProfiler(String options) {
    int colon = options.indexOf(':');
    this.profiler =
        Profiler.of(
            Arrays.stream(options.substring(0, colon).split(","))
                .map(label -> ProfileEvent.valueOf(label.toUpperCase(Locale.ROOT)))
                .toList());
    this.folder = Path.of(options.substring(colon + 1));
  }

  /**
   * The options of this profiler.
   *
   * @param folder for the graphs
   */
  public static String options(List<ProfileEvent> events, Path folder) {
    return ProfileEvent.labels(events) + ":" + folder;
  }

  @Override
  public String getDescription() {
    return "flame graphs of the measured iterations";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (iteration.getType() == IterationType.MEASUREMENT && iterations++ == 0) {
      try {
        profiler.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (iteration.getType() == IterationType.MEASUREMENT
        && iterations == benchmark.getMeasurement().getCount()) {
      try {
        draw();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.of();
  }

  private void draw() throws IOException {
    Files.createDirectories(folder);
    Path recording = folder.resolve("profile-" + SIDE + ".jfr");
    profiler.stop(recording);
    new FlameGraphs(SIDE, recording, FlameGraphs.Window.ALL).write(profiler.events());
  }
}
