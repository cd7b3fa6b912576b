package dev.kexbench.results;

import static dev.kexbench.results.jmh.SampleJmh.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JMH files that were cut, merged or edited by hand, and scores that are none. */
class CompareDefectiveJmhTest {
  private static final String SCORE = "\"score\": 99.4, \"scoreError\"";
  private static final String ROW = "row 2 (dev.kexbench.bench.Key.pooled): ";

  @TempDir Path folder;
  private Path base;

  @BeforeEach
  void writeBase() throws IOException {
    base = Files.writeString(folder.resolve("base.json"), "[" + row(100) + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                | is empty",
        "'  '              | is empty",
        "{}                | it is neither a load report nor JMH's results",
        "null              | it is neither a load report nor JMH's results",
        "12                | it is neither a load report nor JMH's results",
        "'\"text\"'        | it is neither a load report nor JMH's results",
        "[]                | it holds no results",
        "[null]            | row 1: it is null, not a result",
        "[[]]              | row 1: it is an array, not a result",
        "[7]               | row 1: it is 7, not a result",
        "[{}]              | row 1: it has no 'benchmark'",
        "[{'benchmark': 3}]  | row 1 (3): 'benchmark' is 3, not a text",
        "[{'benchmark': 'a.B.c d'}]  | row 1 (a.B.c d): 'benchmark' is not the name",
        "[NaN]             | is not JSON at line 1, column 5: NaN without quotes is not a number",
        "[-Infinity]       | is not JSON at line 1, column",
        "[] []             | is not JSON at line 1, column 4: more follows after the end",
        "[{'a': 1, 'a': 2}] | is not JSON at line 1, column 14: the key 'a' is there twice",
        "[{'a': 1          | ends early at line 1",
        "<html>            | is not JSON at line 1, column",
      })
  void refusesWhatIsNoResult(String content, String why) throws IOException {
    refused(content.replace('\'', '"').getBytes(StandardCharsets.UTF_8), why);
  }

  @Test
  void refusesAControlCharacterThatIsNotEscaped() throws IOException {
    refused(
        "[\"a\u0001\"]".getBytes(StandardCharsets.UTF_8),
        "is not JSON at line 1, column 4: a control character that is not");
  }

  @Test
  void refusesWhatIsNoTextAtAll() throws IOException {
    refused(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0}, "is not JSON at line 1");
    refused(new byte[] {'[', '"', (byte) 0xe9, '"', ']'}, "is not JSON at line 1");
  }

  @Test
  void namesTheLineInWhichAFileEnds() throws IOException {
    String whole = "[" + row(100) + "]";
    for (int end = 1; end < whole.length() - 1; end += 7) {
      Path file = Files.writeString(folder.resolve("new.json"), whole.substring(0, end));
      CommandRun run = compare(file);
      assertEquals(2, run.exitCode(), run::out);
      assertTrue(
          run.err().matches("cannot read .*(ends early|is not JSON) at line .*\n"), run.err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
  void readsAFileWithAByteOrderMark(String charset) throws IOException {
    byte[] content = ("\ufeff[" + row(100) + "]").getBytes(Charset.forName(charset));
    assertEquals(0, compare(Files.write(folder.resolve("new.json"), content)).exitCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null         | 'primaryMetric.score' is null, not a number",
        "\"12,5\"     | 'primaryMetric.score' is '12,5', not a number",
        "[1]          | 'primaryMetric.score' is an array, not a number",
        "\"NaN\"      | its score is NaN, which is no measurement",
        "\"+INF\"     | its score is Infinity, which is no measurement",
        "\"-INF\"     | its score is -Infinity, which is no measurement",
        "1e999        | its score is Infinity, which is no measurement",
        "1e308        | its score is 1.0E308 us/op, which is not plausible",
        "1e-300       | its score is 1.0E-300 us/op, which is not plausible",
        "0            | its score is 0.0 us/op; it must be more than 0",
        "-3.5         | its score is -3.5 us/op; it must be more than 0",
      })
  void refusesAScoreThatIsNone(String score, String why) throws IOException {
    refused(SCORE, "\"score\": " + score + ", \"scoreError\"", why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null                | primaryMetric has no rawData",
        "[]                  | primaryMetric has no rawData",
        "[[1, 2], []]        | primaryMetric has no rawData of fork 2",
        "7                   | 'primaryMetric.rawData' is 7, not an array",
        "[7]                 | 'primaryMetric.rawData[0]' is 7, not an array",
        "[[1, null]]         | 'primaryMetric.rawData[0][1]' is null, not a number",
        "[[1], ['NaN']]      | a measurement of its rawData is NaN, which is no measurement",
        "[[1, -1]]           | a measurement of its rawData is -1.0 us/op; it must be more than 0",
        "[[0, 0]]            | the mean of a fork is 0.0 us/op; it must be more than 0",
        "[[1e308, 1e308]]    | a measurement of its rawData is 1.0E308 us/op, which is not",
      })
  void refusesRawDataThatIsNone(String raw, String why) throws IOException {
    refused(
        "\"rawData\": [[99.4,", "\"rawData\": " + raw.replace('\'', '"') + ", \"x\": [[1,", why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"threads\": 1       | \"threads\": 0         | 'threads' is 0, not a whole number of 1",
        "\"threads\": 1       | \"threads\": 1e12      | 'threads' is 1.0E12, not a whole number",
        "\"threads\": 1       | \"threads\": \"one\"   | 'threads' is 'one', not a whole number",
        "\"threads\": 1       | \"forks\": 1           | it has no 'threads'",
        "\"mode\": \"avgt\"   | \"mode\": null         | 'mode' is null, not a text",
        "\"params\": {        | \"params\": 3, \"x\": { | 'params' is 3, not an object",
        "\"accp\"             | null                   | 'params.provider' is null, not a text",
        "\"accp\"             | [1]                    | 'params.provider' is an array, not a text",
        "\"primaryMetric\"    | \"other\"              | it has no 'primaryMetric'",
        "\"us/op\"            | \"\"                   | 'primaryMetric.scoreUnit' is '', not a"
            + " text",
        "\"jvm\":             | \"jvmArgs\":           | 'jvmArgs' is '/opt/jdk/bin/java', not an"
            + " array",
        "\"jvm\":             | \"warmupIterations\":  | 'warmupIterations' is '/opt/jdk/bin/java',"
            + " not",
      })
  void refusesValuesOfAnotherType(String from, String to, String why) throws IOException {
    refused(from, to, why);
  }

  @Test
  void readsWhatJmhWritesWhereItHasNoNumber() throws IOException {
    String sparse =
        row(100)
            .replace("\"scoreError\": \"NaN\"", "\"scoreError\": \"+INF\"")
            .replace("\"score\": 1.0", "\"score\": \"NaN\"");
    assertEquals(0, compare(written(sparse)).exitCode());
  }

  @Test
  void readsNumbersAsValuesOfParameters() throws IOException {
    Path numbers = written(row(100).replace("\"accp\"", "7"));
    CommandRun run = CommandRun.of(new CompareMain(), numbers, numbers, "--filter", "provider=7");
    assertEquals(0, run.exitCode(), run::err);
  }

  @Test
  void printsParametersWithControlCharactersInOneLine() throws IOException {
    CommandRun run = compare(written(row(100).replace("accp", "a\\u0001b\\nc")));
    assertTrue(run.out().contains("warning: provider: accp in BASE, a?b?c in NEW"), run.out());
  }

  @Test
  void poolsTheForksOfARowThatIsThereTwice() throws IOException {
    Path merged = written(row(100) + "," + row(100.1));
    CommandRun run = CommandRun.of(new CompareMain(), merged, merged);
    assertTrue(run.out().contains("14 runs"), run.out());
  }

  private void refused(String from, String to, String why) throws IOException {
    String changed = row(100).replace(from, to);
    assertTrue(!changed.equals(row(100)), from);
    byte[] content = ("[" + row(100) + "," + changed + "]").getBytes(StandardCharsets.UTF_8);
    refused(content, ROW + why);
  }

  private void refused(byte[] content, String why) throws IOException {
    Path file = Files.write(folder.resolve("new.json"), content);
    for (List<Path> sides : List.of(List.of(base, file), List.of(file, base))) {
      CommandRun run = CommandRun.of(new CompareMain(), sides.toArray());
      assertEquals(2, run.exitCode(), () -> run.out() + run.err());
      assertTrue(run.err().startsWith("cannot read " + file + ": " + why), run.err());
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }

  private CommandRun compare(Path fresh) {
    return CommandRun.of(new CompareMain(), base, fresh);
  }

  private Path written(String rows) throws IOException {
    return Files.writeString(folder.resolve("new.json"), "[" + rows + "]");
  }
}
