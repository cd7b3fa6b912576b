package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.Percent;
import dev.kexbench.results.compare.AllowedDifferences;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Judge;
import dev.kexbench.results.compare.NoiseFloors;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.Results;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.jmh.SampleJmh;
import dev.kexbench.results.render.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkComparisonPageTest {
  private static final Pattern DOT =
      Pattern.compile("<circle[^>]* cx=\"([^\"]*)\" cy=\"(\\d+)\" r=\"3\"><title>([^<]*)</title>");

  @TempDir private Path folder;

  @Test
  void hasADotForEachForkAtItsPlace() throws IOException {
    ComparedBenchmarks compared = ComparedBenchmarks.in(folder);
    String page = Files.readString(compared.page());
    for (String benchmark : List.of("Key.pooled", "Key.fresh", "Key.codec", "Key.table")) {
      List<Double> forks = new ArrayList<>(compared.forks("before", benchmark));
      forks.addAll(compared.forks("after", benchmark));
      List<String> titles = new ArrayList<>();
      List<Double> places = new ArrayList<>();
      Matcher dots = DOT.matcher(row(page, benchmark, "average time"));
      while (dots.find()) {
        titles.add(dots.group(3));
        places.add(Double.valueOf(dots.group(1)));
      }
      List<String> expected =
          IntStream.range(0, forks.size())
              .mapToObj(
                  i ->
                      "round %d: %s"
                          .formatted(
                              i % ComparedBenchmarks.ROUNDS + 1,
                              Numbers.value(forks.get(i), "ns/op")))
              .toList();
      assertEquals(expected, titles, benchmark);
      assertProportional(forks, places);
    }
  }

  /** Distances between places are those between values, to the rounding of the places. */
  private static void assertProportional(List<Double> values, List<Double> places) {
    int least = values.indexOf(Collections.min(values));
    int most = values.indexOf(Collections.max(values));
    double perUnit =
        (places.get(most) - places.get(least)) / (values.get(most) - values.get(least));
    for (int i = 0; i < values.size(); i++) {
      double expected = places.get(least) + perUnit * (values.get(i) - values.get(least));
      assertEquals(expected, places.get(i), 0.2, "place of " + values.get(i));
    }
  }

  @Test
  void joinsTheForksOfARoundAndStatesWhatCameOfIt() throws IOException {
    ComparedBenchmarks compared = ComparedBenchmarks.in(folder);
    String page = Files.readString(compared.page());
    String lines =
        row(page, "Key.codec", "average time")
            .replaceAll("(?s).*class=\"rounds\" d=\"([^\"]*)\".*", "$1");
    assertEquals(ComparedBenchmarks.ROUNDS, count(lines, "M"));
    assertTrue(page.contains("<h1>Benchmarks: after compared with before</h1>"), page);
    assertTrue(
        page.contains(
            "Of 8 figures, 1 regressed, 1 improved, 1 is undecided and 5 are unchanged within the"
                + " margin of 3\u00a0%."),
        page);
    assertTrue(page.contains("largest regression: Key.pooled, average time, provider accp"), page);
    assertFalse(page.contains("<b>bc"), "values of parameters are text");
    assertFalse(page.contains("not measured in common rounds"), page);
  }

  @Test
  void forksOfNoRoundsAreNotJoined() throws IOException {
    Path before = SampleJmh.write(folder.resolve("before"), 2, SampleJmh.row(100));
    Path after = SampleJmh.write(folder.resolve("after"), 2, SampleJmh.row(130, 5));
    String page = page(before, after);
    assertTrue(page.contains("not measured in common rounds"), page);
    assertTrue(page.contains("7 and 5 forks"), page);
    assertFalse(page.contains("class=\"rounds\""), page);
    assertTrue(page.contains("<title>fork 5: "), page);
  }

  @Test
  void oneForkHasNoInterval() throws IOException {
    Path before = SampleJmh.write(folder.resolve("before"), 2, SampleJmh.row(100, 1));
    Path after = SampleJmh.write(folder.resolve("after"), 2, SampleJmh.row(130, 1));
    String page = page(before, after);
    for (String words :
        List.of(
            "1 fork each", "no interval", "no test", "class=\"unknown\"", "base: 1 fork with")) {
      assertTrue(page.contains(words), words);
    }
    assertTrue(page.contains("too few runs for a verdict on 2 figures"), page);
    assertFalse(page.contains("class=\"interval\""), "nothing that is not known");
  }

  @Test
  void sidesThatDifferAreRefusedInWords() throws IOException {
    Path before = SampleJmh.write(folder.resolve("before"), 2, SampleJmh.row(100));
    Path after = SampleJmh.write(folder.resolve("after"), 4, SampleJmh.row(130));
    String page = page(before, after);
    assertTrue(page.contains("NOT COMPARABLE"), page);
    assertFalse(page.contains("<form"), "nothing to filter");
  }

  @Test
  void sixtyRowsAreLight() throws IOException {
    String rows =
        IntStream.range(0, 30)
            .mapToObj(i -> SampleJmh.result("Key.pooled", "provider" + i, 100 + i, 7))
            .collect(Collectors.joining(","));
    Path before = SampleJmh.write(folder.resolve("before"), 2, rows);
    String page = page(before, SampleJmh.write(folder.resolve("after"), 2, rows));
    assertEquals(60, count(page, "<tr data-state="));
    assertEquals(2 * 7 * 60, count(page, "r=\"3\""));
    assertTrue(page.length() < 400_000, "characters: " + page.length());
  }

  private static String page(Path before, Path after) {
    ResultSet base = Results.load(before.toString()).joined();
    ResultSet fresh = Results.load(after.toString()).joined();
    Judge judge = new Judge(new Percent(0.03), NoiseFloors.NONE);
    Comparison comparison = Comparison.of(base, fresh, judge, AllowedDifferences.NONE);
    return ComparisonPage.of(SideBySide.of(base, fresh, comparison));
  }

  /** The row of a benchmark's figure. */
  private static String row(String page, String benchmark, String figure) {
    return Stream.of(page.split("<tr data-state="))
        .filter(row -> row.contains("<b>" + benchmark.replace(".", "<wbr>.") + "</b>"))
        .filter(row -> row.contains(">" + figure))
        .findFirst()
        .orElseThrow();
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
