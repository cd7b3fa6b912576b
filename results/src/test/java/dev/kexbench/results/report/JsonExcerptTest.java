package dev.kexbench.results.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonExcerptTest {
  @TempDir private Path folder;

  private static String excerpt(String json, String... wanted) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new String(JsonExcerpt.of(bytes, Set.of(wanted)), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1, \"b\": [1, {\"c\": \"]}\"}], \"d\": -2.5e3} | {\"a\":1,\"b\":0,\"d\":0}",
        "{\"b\": \"\\\\\\\"}\", \"a\": {\"x\": [\"{\"]}} | {\"b\":0,\"a\":{\"x\": [\"{\"]}}",
        "{\"r\": [{\"p\": [1], \"q\": true}, {\"q\": null, \"p\": \"ü\"}], \"z\": 0}"
            + " | {\"r\":[{\"p\":[1],\"q\":0},{\"q\":0,\"p\":\"ü\"}],\"z\":0}",
        "{\"r\": null, \"a\":[]} | {\"r\":null,\"a\":[]}",
        "{ } | {}",
        "[{\"b\": 1}] | [{\"b\": 1}]",
      })
  void keepsOnlyWhatIsWanted(String json, String excerpt) throws IOException {
    assertEquals(excerpt, excerpt(json, "a", "r.", "r.p"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"b\":[1,{}", "{\"b\":\"x"})
  void refusesWhatDoesNotEnd(String json) {
    assertThrows(IOException.class, () -> excerpt(json, "a"));
  }

  private Path report(int seconds) {
    List<Second> timeline =
        IntStream.range(0, seconds)
            .mapToObj(i -> Second.builder(i).p99(1_000_000L).build())
            .toList();
    Path file = folder.resolve(seconds + ".json");
    ReportFiles.write(SampleReport.with(run -> run.toBuilder().timeline(timeline).build()), file);
    return file;
  }

  /** The cost of a list: what is parsed depends neither on the length of a run nor on its parts. */
  @Test
  void listingParsesAsMuchOfALongReportAsOfAShortOne() throws IOException {
    Path brief = report(10);
    Path lengthy = report(1_000);
    assertTrue(Files.size(lengthy) > 5 * Files.size(brief), "" + Files.size(lengthy));
    assertArrayEquals(ReportOutline.excerpt(brief), ReportOutline.excerpt(lengthy));
    assertEquals(ReportOutline.read(brief), ReportOutline.read(lengthy));
    assertTrue(ReportOutline.excerpt(brief).length < 6_000);
  }

  @Test
  void anOutlineIsWhatTheReportStates() {
    LoadReport report = SampleReport.complete();
    Path file = folder.resolve("report.json");
    ReportFiles.write(report, file);
    ReportOutline outline = ReportOutline.read(file);
    assertEquals(report.name(), outline.name());
    assertEquals(report.startedAt(), outline.startedAt());
    assertEquals(report.verdict().state(), outline.validity());
    Run first = report.runs().get(0);
    assertEquals(first.plan(), outline.runs().get(0).plan());
    assertEquals(first.rates(), outline.runs().get(0).rates());
    assertEquals(first.latency(Stage.TOTAL), outline.runs().get(0).total());
  }

  @Test
  void aCutReportIsDamagedWhereverItEnds() throws IOException {
    byte[] whole = Files.readAllBytes(report(10));
    Path cut = folder.resolve("cut.json");
    for (int length = 0; length < whole.length - 2; length += 37) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThrows(CommandFailure.class, () -> ReportOutline.read(cut), "cut at " + length);
    }
  }
}
