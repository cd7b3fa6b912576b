package dev.kexbench.loadgen.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.sizing.SizingReport;
import dev.kexbench.results.sizing.SizingReport.Answer;
import dev.kexbench.results.sizing.SizingReport.Bursts;
import dev.kexbench.results.sizing.SizingReport.CostOfMillion;
import dev.kexbench.results.sizing.SizingReport.Fit;
import dev.kexbench.results.sizing.SizingReport.Load;
import dev.kexbench.results.sizing.SizingReport.Part;
import dev.kexbench.results.sizing.SizingReport.Prices;
import dev.kexbench.results.sizing.SizingReport.Question;
import dev.kexbench.results.sizing.SizingReport.Range;
import dev.kexbench.results.sizing.SizingReport.Sized;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command does with each kind of result. */
class SizingResultTest {
  private static final Fit FITS = new Fit(1_000, 0.04, false, null);
  private static final Fit MISSES = new Fit(1_000, -0.4, true, "the server was alone");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  private static Answer answer() {
    Load load = new Load(2, 0.6, part(), part(), part(), 0, true);
    return new Answer(4, 2, new Range(2, 2), 2, false, load, load, List.of());
  }

  private static Part part() {
    return new Part(2e6, 0.5);
  }

  private static Sized sized(Answer answer, Fit fit) {
    CostOfMillion cost = new CostOfMillion(800, null, null);
    return new Sized("kx1-rsa2048", 1, answer, 1e6, List.of(), List.of(), fit, cost);
  }

  private int show(Sized... exchanges) {
    Question question =
        new Question(2_000, "p99<50ms", null, 1, new Bursts(List.of(), 10), null, Prices.NONE, 1);
    SizingReport report =
        new SizingReport(
            SizingReport.SCHEMA,
            question,
            List.of(),
            List.of("by the model"),
            null,
            Arrays.asList(exchanges));
    return new SizingResult(report, List.of("kx1-noise is left out"))
        .show(folder, new PrintWriter(out, true));
  }

  @Test
  void anAnswerIsPrintedFirstAndWrittenWithItsPage() throws IOException {
    assertEquals(ExitCode.FINE, show(sized(answer(), FITS)));
    assertTrue(
        out.toString().startsWith("kx1-rsa2048 at 2,000/s with p99 below 50 ms: 4 cores; 2"),
        out::toString);
    assertTrue(
        Files.readString(folder.resolve("sizing.json")).contains("\"kx1-noise is left out\""));
    assertTrue(Files.readString(folder.resolve("sizing.html")).contains("kx1-noise is left out"));
  }

  @Test
  void anObjectiveThatIsNotReachedFails() {
    assertEquals(ExitCode.WORSE, show(sized(answer(), FITS), sized(null, FITS)));
    assertTrue(out.toString().contains("NOT REACHED  kx1-rsa2048"), out::toString);
  }

  @Test
  void aModelThatDoesNotFitIsWorseThanThat() {
    assertEquals(ExitCode.NOT_VALID, show(sized(null, FITS), sized(null, MISSES)));
    assertTrue(out.toString().contains("REFUSED  kx1-rsa2048"), out::toString);
    assertTrue(Files.exists(folder.resolve("sizing.json")), "all that was found is written");
  }
}
