package dev.kexbench.results.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** Reads {@code latency.hlog}: a histogram of nanoseconds for every second, stage and class. */
public final class IntervalLog {
  /** The file's name; it lies next to a report. */
  public static final String NAME = "latency.hlog";

  private IntervalLog() {}

  /**
   * The histograms of one stage of honest clients, in order.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 if the file is not an
   *     HdrHistogram log
   */
  public static List<Histogram> read(Path file, Stage stage) {
    List<Histogram> intervals = new ArrayList<>();
    forEach(
        file,
        interval -> {
          if (stage.key().equals(interval.getTag())) {
            intervals.add(interval);
          }
        });
    return intervals;
  }

  /**
   * Passes on all histograms, in order; the tag of one is a stage, or stage and class such as
   * {@code total.bad-mac}.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 if the file is not an
   *     HdrHistogram log
   */
  public static void forEach(Path file, Consumer<Histogram> action) {
    try (HistogramLogReader reader = new HistogramLogReader(Files.newInputStream(file))) {
      while (reader.hasNext()) {
        if (reader.nextIntervalHistogram() instanceof Histogram interval) {
          action.accept(interval);
        }
      }
    } catch (IOException refused) {
      throw JsonFile.unreadable(file, JsonFile.why(refused), "check the path", refused);
    } catch (RuntimeException foreign) {
      throw JsonFile.unreadable(
          file, "is no log of histograms", "give the file unchanged, or remove it", foreign);
    }
  }
}
