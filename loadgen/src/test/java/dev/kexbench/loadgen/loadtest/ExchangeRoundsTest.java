package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.ParsedLoadtest;
import dev.kexbench.results.command.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The rounds of {@code --exchanges}, without real load tests. */
class ExchangeRoundsTest {
  private static final long RUN_NANOS = 35_000_000_000L;

  @TempDir private Path folder;
  @RegisterExtension final SeriesFixture around = new SeriesFixture(() -> folder);

  private final AtomicLong nanos = new AtomicLong();
  private final FakeRuns fakes =
      new FakeRuns(
          out -> {
            nanos.addAndGet(RUN_NANOS);
            return 1_000;
          });

  private int series(String... more) throws Exception {
    List<String> args =
        List.of("--exchanges", "kx1-rsa2048,kx1-noise", "--rounds", "2", "-w", "5s", "-d", "5s");
    String[] all = new String[args.size() + more.length];
    args.toArray(all);
    System.arraycopy(more, 0, all, args.size(), more.length);
    LoadtestOptions options =
        (LoadtestOptions) ParsedLoadtest.of(all).spec().mixins().get("options").userObject();
    SeriesTime time =
        new SeriesTime(options.plan(), ExchangeSeries.turns(options).size(), nanos::get);
    return new ExchangeSeries(options, around.control(), time)
        .run(new ChildRuns(around.control(), options.texts(), fakes), around.printer());
  }

  @Test
  void statesHowLongItTakesAndWhatIsLeft() throws Exception {
    assertEquals(ExitCode.FINE, series());
    assertTrue(
        around.err().startsWith("4 runs: 2 exchanges in 2 rounds, 30 s each: about 2 min 0 s\n"),
        around.err());
    assertTrue(around.err().contains(", about 1 min 10 s left\n"), around.err());
    assertEquals(4, fakes.folders(folder).size());
  }

  @Test
  void countsTheRunsOverEachNetwork() throws Exception {
    assertEquals(ExitCode.FINE, series("--networks", "rtt=1ms;rtt=5ms"));
    assertTrue(
        around.err().startsWith("8 runs: 2 exchanges over 2 networks in 2 rounds, 30 s each: "),
        around.err());
  }

  /** The table has the costs of such a row; the series is as INVALID as its run. */
  @Test
  void aRunWhoseGeneratorWasTheLimitHasCostsOnlyAndEndsTheSeriesAsNotValid() throws Exception {
    fakes.ending(ExitCode.NOT_VALID);
    assertEquals(ExitCode.NOT_VALID, series());
    assertEquals(4, fakes.folders(folder).size(), "it is not repeated");
    String words = around.out().replaceAll("\\s+", " ");
    assertTrue(words.contains("the generator was the limit, and they would"), words);
    String markdown = Files.readString(folder.resolve("exchanges.md"));
    assertEquals(1, markdown.lines().filter(line -> line.contains("| – |")).count(), markdown);
  }
}
