package dev.kexbench.loadgen.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.fixture.ParsedLoadtest;
import dev.kexbench.loadgen.fixture.StoredPlan;
import dev.kexbench.loadgen.loadtest.LoadtestMain;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/loadtest --config FILE}. */
@Tag("hand-made-results")
class ConfigFileTest {
  private static final String OLDER_PLAN =
      """
      {"exchange": "kx1-rsa2048", "provider": "accp 2.5.0", "rate": 0.016666666666666666,
       "arrivals": "constant", "concurrency": 64, "durationSeconds": 0.5, "warmupSeconds": 0.0,
       "count": 10, "perConnection": 1, "timeoutSeconds": 15.0, "seed": -42, "threads": 3,
       "cores": "0/1", "admission": true, "pool": "bounded", "cryptoThreads": "inline",
       "eventLoops": null, "queue": 16000, "firstFrameSeconds": 30.0, "idleSeconds": 60.0}\
      """;

  @TempDir private Path folder;

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("run.conf"), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ParsedLoadtest read(Path file, String... more) {
    return ParsedLoadtest.of(
        Stream.concat(Stream.of("--config", file.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private static void assertRefused(Path file, String why) {
    StringWriter err = new StringWriter();
    Interrupt interrupt = Interrupt.install(0);
    interrupt.done(ExitCode.FINE);
    int code =
        new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), false)
            .execute(new LoadtestMain(interrupt), "--config", file.toString(), "--list");
    assertEquals(ExitCode.USAGE, code, err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains(why), err::toString);
  }

  @Test
  void theCommandLineTakesPrecedence() {
    ParsedLoadtest both = read(file("duration = 7s\ncount=3\nrate = 5\n"), "-d", "9s", "-R", "max");
    assertEquals("9s", both.texts().get("duration"));
    assertEquals("max", both.texts().get("rate"));
  }

  @Test
  void theCommandLineOverridesEquivalentOptionsOfTheFile() {
    Path steady = file("rate = 5\ncount = 3\n");
    assertEquals("500..2000", read(steady, "--ramp", "500..2k").plan().rate().get().label());
    assertEquals(OptionalLong.empty(), read(steady, "-d", "9s").plan().count());
    assertEquals(OptionalLong.of(3), read(steady).plan().count());
    LoadPlan search = read(steady, "--find-max", "p99<1s").plan();
    assertEquals(5, search.rate().get().firstPerSecond());
    assertTrue(search.findMax().isPresent());

    Path ramp = file("ramp = 500..2k\n");
    assertEquals("7", read(ramp, "-R", "7").plan().rate().get().label());
    assertEquals("1,2", read(ramp, "--steps", "1,2").plan().rate().get().label());
    assertFalse(read(ramp, "-R", "max").plan().openLoop());
    assertNull(read(ramp, "-R", "7").texts().get("ramp"), "nor does the report record it");

    Path found = file("find-max = p99<1s\n");
    assertEquals(Optional.empty(), read(found, "-n", "10").plan().findMax());
  }

  @Test
  void conflictsWithinTheFileAreRefusedAsOnTheCommandLine() {
    ParsedLoadtest both = read(file("ramp = 500..2k\nrate = 5\n"));
    CommandFailure failure = assertThrows(CommandFailure.class, both::plan);
    assertEquals("--rate and --ramp exclude each other: give one of them", failure.getMessage());
  }

  @Test
  void conditionsMayBeOnSeparateLinesAndTheCommandLineReplacesAll() {
    Path file = file("fail-if = p99>5ms\n  fail-if = errors>1%, rate<10\n");
    assertEquals("p99>5ms,errors>1%,rate<10", read(file).texts().get("fail-if").replace(" ", ""));
    assertEquals("max>1s", read(file, "--fail-if", "max>1s").texts().get("fail-if"));
  }

  @Test
  void aFolderStandsForTheReportInIt() {
    assertRefused(folder, folder.resolve("report.json") + ": no such file");
  }

  @Test
  void aMissingFile() {
    assertRefused(folder.resolve("missing"), "cannot read " + folder.resolve("missing"));
  }

  @Test
  void aFileOfNeitherKind() throws IOException {
    assertRefused(file("rate = 5\n\nhello"), "run.conf line 3: expected 'option = value'");
    assertRefused(file("rate ="), "run.conf line 1: expected 'option = value'");
    assertRefused(file("{\"schema\": \"else\"}"), "its schema is not kexbench/load-report/1");
    assertRefused(file("[1, 2]"), "its schema is not kexbench/load-report/1");
    assertRefused(file("{"), "run.conf: ends early");
    assertRefused(Files.write(file(""), new byte[] {'a', (byte) 0xff}), "run.conf: is not text");
  }

  @Test
  void anOptionThatIsUnknownOrNotAllowedInFiles() {
    assertRefused(
        file("# five\nrat = 5"), "run.conf line 2: unknown option 'rat'; did you mean rate");
    assertRefused(file("duratoin = 5s"), "unknown option 'duratoin'; did you mean duration?");
    assertRefused(file("R = 5"), "unknown option 'R'");
    assertRefused(file("no-admission = true"), "unknown option 'no-admission'");
    assertRefused(file("config = other"), "unknown option 'config'");
    assertRefused(file("help = true"), "unknown option 'help'");
  }

  @Test
  void aRepeatedOptionOfOneValue() {
    assertRefused(file("rate = 5\nrate = 6"), "run.conf line 2: 'rate' stands at ");
  }

  @Test
  void aValueThatDoesNotParseIsLocatedInTheFile() {
    assertRefused(file("\nduration = long"), "'--duration': 'long' is not a duration");
    assertRefused(file("\nduration = long"), "run.conf line 2)");
    assertRefused(file("fail-if = p99>5ms, p99!"), "run.conf line 1)");
    assertRefused(file("admission = perhaps"), "--admission");
  }

  @Test
  void aReportWithoutRecordedOptionsStandsForTheFieldsOfItsPlan() throws IOException {
    ParsedLoadtest read = read(StoredPlan.write(folder, OLDER_PLAN));
    Map<String, String> texts = read.texts();
    assertEquals("accp", texts.get("provider"));
    assertEquals("0/1", texts.get("cores"));
    assertEquals("true", texts.get("admission"));
    assertEquals("16000", texts.get("queue"));
    assertEquals("60s", texts.get("idle-timeout"));
    LoadPlan plan = read.plan();
    assertEquals(1 / 60.0, plan.rate().orElseThrow().highestPerSecond(), 1e-9);
    assertEquals(500, plan.duration().toMillis());
    assertEquals(0, plan.warmup().toMillis());
    assertEquals(10, plan.count().getAsLong());
    assertEquals(3, plan.threads());
    assertEquals(-42, plan.seed());
  }

  @Test
  void aReportFromBeforeTlsHadSeveralEnginesIsRepeatedWithItsOwn() throws IOException {
    String older = OLDER_PLAN.replace("kx1-rsa2048", "tls13-ecdhe");
    assertEquals(
        "tls13-ecdhe@bouncycastle", read(StoredPlan.write(folder, older)).texts().get("exchange"));
    assertEquals("tls13-ecdhe", read(file("exchange = tls13-ecdhe")).texts().get("exchange"));
  }
}
