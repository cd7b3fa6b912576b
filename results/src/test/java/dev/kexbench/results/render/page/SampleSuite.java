package dev.kexbench.results.render.page;

import dev.kexbench.results.jmh.SampleJmh;
import dev.kexbench.results.report.AnswerTimes;
import dev.kexbench.results.report.AnswerTimes.Answer;
import dev.kexbench.results.report.AnswerTimes.Part;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Results of a suite: three benchmarks, one of them with two thread counts, and a waterfall. */
final class SampleSuite {
  private SampleSuite() {}

  /**
   * Writes the results.
   *
   * @param factor how many times longer the private-key operation takes
   * @return the folder
   */
  static Path write(Path folder, double factor) throws IOException {
    SampleJmh.write(
        folder,
        2,
        String.join(
            ",",
            SampleJmh.result("Key.pooled", "accp", 100 * factor, 7),
            SampleJmh.result("Key.pooled", "accp", 2, 120, 121, 119, 122, 118, 120, 121),
            SampleJmh.result("Key.pooled", "bc", 300, 7),
            SampleJmh.result("Key.fresh", "accp", 200, 7)));
    List<Part> parts =
        List.of(
            new Part("private-key operation", 684 * factor, 9.0),
            new Part("OAEP decoding", 1.61, 0.05),
            new Part("MAC", 1.14, null),
            new Part("unexplained", -0.2, 11.0));
    Answer answer =
        new Answer(
            Map.of("bits", "2048", "provider", "accp"),
            new Part("one answer", 691 * factor, 21.0),
            parts);
    ReportFiles.writeAnswerTimes(
        new AnswerTimes(AnswerTimes.SCHEMA, List.of(answer)), folder.resolve(AnswerTimes.NAME));
    return folder;
  }
}
