package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.compare.Results;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.statistics.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class VariantSeriesTest {
  private static final int ROUNDS = 7;
  private static final long SEED = 7;

  @TempDir private Path folder;
  @RegisterExtension final SeriesFixture around = new SeriesFixture(() -> folder);

  /** The machine is in another state each round; "new" is slower by so much in all of them. */
  private static FakeRuns fakes(double slower) {
    return new FakeRuns(
        out -> {
          int round = Integer.parseInt(out.getFileName().toString().split("-")[1]);
          double state = 1 + (round * 3 % 5) / 2.0;
          double noise = 1 + round % 3 / 1_000.0;
          boolean fresh = out.getParent().getFileName().toString().equals("new");
          return 1_000 * state * noise / (fresh ? slower : noise);
        });
  }

  private int run(FakeRuns fakes) throws IOException, InterruptedException {
    return run(fakes, Map.of("duration", "1s"), "base", "new");
  }

  private int run(FakeRuns fakes, Map<String, String> plan, String... names)
      throws IOException, InterruptedException {
    return run(fakes, setup(false, names.length), plan, names);
  }

  private int confirmed(FakeRuns fakes) throws IOException, InterruptedException {
    return run(fakes, setup(true, 2), Map.of("duration", "1s"), "base", "new");
  }

  private static VariantSeries.Setup setup(boolean confirm, int variants) {
    return new VariantSeries.Setup(
        "test", ROUNDS, SEED, List.of(), confirm, SeriesFixture.time(ROUNDS * variants));
  }

  private int run(
      FakeRuns fakes, VariantSeries.Setup setup, Map<String, String> plan, String... names)
      throws IOException, InterruptedException {
    List<LoadVariant> variants =
        List.of(names).stream().map(name -> new LoadVariant(name, ChildJvm.here(), plan)).toList();
    return new VariantSeries(around.control(), setup, variants, any -> fakes).run(around.printer());
  }

  private LoadReport report(String variant) {
    return ReportFiles.read(folder.resolve(variant).resolve("report.json"));
  }

  private Sample sample(String variant) {
    return Results.load(folder.resolve(variant).toString()).joined().rows().get(0).sample();
  }

  @Test
  void everyRoundHasEveryVariantInARandomOrderThatIsRecorded() throws Exception {
    FakeRuns fakes = fakes(1);
    assertEquals(ExitCode.FINE, run(fakes));
    List<String> ran = fakes.folders(folder);
    assertEquals(2 * ROUNDS, ran.size());
    Set<String> orders = new HashSet<>();
    for (int round = 1; round <= ROUNDS; round++) {
      List<String> pair = ran.subList(2 * round - 2, 2 * round);
      String number = "/round-" + round;
      assertEquals(Set.of("base" + number, "new" + number), Set.copyOf(pair));
      orders.add(pair.get(0).split("/")[0]);
    }
    assertEquals(Set.of("base", "new"), orders, "either is the first of some round");
    String order = Files.readString(folder.resolve("order.json"));
    assertTrue(order.matches("(?s).*\"seed\"\\s*:\\s*7.*\"round\"\\s*:\\s*1.*\"sides\".*"), order);
  }

  @Test
  void statesHowLongItTakesFirst() throws Exception {
    run(fakes(1));
    assertTrue(
        around
            .err()
            .startsWith("7 rounds of 2 variants (base, new), 21 s each: about 4 min 54 s\n"),
        around.err());
    assertTrue(around.err().contains("round 7 of 7: "), around.err());
  }

  @Test
  void runsAreComparedAsPairsOfTheirRound() throws Exception {
    assertEquals(ExitCode.WORSE, run(fakes(1.2)));
    assertEquals(
        List.of(
            "test, round 1",
            "test, round 2",
            "test, round 3",
            "test, round 4",
            "test, round 5",
            "test, round 6",
            "test, round 7"),
        sample("base").rounds());
    assertEquals(sample("base").rounds(), sample("new").rounds());
    assertTrue(around.out().startsWith("new compared with base, in 7 rounds\n"), around.out());
    assertTrue(around.out().contains(" regressed\n"), around.out());
    assertTrue(Files.exists(folder.resolve("report.html")));
    assertTrue(Files.readString(folder.resolve("new/report.html")).contains("median of 7 runs"));
  }

  @Test
  void theRunsOfARoundHaveOneSeed() throws Exception {
    FakeRuns fakes = fakes(1);
    run(fakes);
    List<String> seeds = fakes.values("--seed");
    for (int round = 1; round <= ROUNDS; round++) {
      assertEquals(seeds.get(2 * round - 2), seeds.get(2 * round - 1));
    }
    assertNotEquals(seeds.get(0), seeds.get(2));
  }

  @Test
  void aSeedThatWasGivenStays() throws Exception {
    FakeRuns fakes = fakes(1);
    run(fakes, Map.of("seed", "42"), "base", "new");
    assertTrue(fakes.values("--seed").stream().allMatch(seed -> seed == null));
    assertTrue(Files.readString(folder.resolve("new/plan.conf")).contains("seed = 42"));
  }

  @Test
  void repeatsAnInvalidRunWithinItsRound() throws Exception {
    FakeRuns fakes = fakes(1).ending(ExitCode.FINE, ExitCode.NOT_VALID);
    assertEquals(ExitCode.FINE, run(fakes));
    List<String> ran = fakes.folders(folder);
    assertEquals(ran.get(1) + "-repetition-1", ran.get(2));
    assertEquals(ROUNDS, sample("base").runs().size());
    assertEquals(ROUNDS, sample("new").runs().size());
  }

  @Test
  void leavesOutARoundOfAllVariantsIfOneStaysInvalid() throws Exception {
    FakeRuns fakes = fakes(1).ending(ExitCode.NOT_VALID, ExitCode.NOT_VALID, ExitCode.NOT_VALID);
    assertEquals(ExitCode.FINE, run(fakes));
    String invalid = fakes.folders(folder).get(0).split("/")[0];
    assertTrue(
        around
            .err()
            .contains(
                "left out: round 1 of all variants, since %s stayed INVALID".formatted(invalid)),
        around.err());
    assertEquals(3 + 2 * (ROUNDS - 1), fakes.folders(folder).size(), "the other does not run");
    assertEquals("test, round 2", sample("base").rounds().get(0));
    assertEquals(sample("base").rounds(), sample("new").rounds());
    assertTrue(around.out().startsWith("new compared with base, in 6 rounds\n"), around.out());
  }

  @Test
  void withFewerThanTwoValidRoundsThereIsNoComparison() throws Exception {
    Integer[] all = new Integer[100];
    Arrays.fill(all, ExitCode.NOT_VALID);
    FakeRuns fakes = fakes(1).ending(all);
    CommandFailure failure = assertThrows(CommandFailure.class, () -> run(fakes));
    assertEquals(ExitCode.NOT_VALID, failure.exitCode());
    assertTrue(
        failure.getMessage().startsWith("only 0 of 7 rounds have a valid run of every variant; "));
    assertEquals(2 * ROUNDS, fakes.folders(folder).size(), "repetitions are bounded");
  }

  @Test
  void anInterruptKeepsTheCompleteRounds() throws Exception {
    Integer[] codes = {0, 0, 0, 0, 0, ExitCode.INTERRUPTED};
    FakeRuns fakes = fakes(1).ending(codes);
    assertEquals(ExitCode.INTERRUPTED, run(fakes));
    assertEquals(codes.length, fakes.folders(folder).size(), "no further run");
    assertTrue(
        around.err().contains("ended early: 2 of 7 rounds are complete; all files are in "),
        around.err());
    assertEquals(2, sample("base").runs().size());
    assertEquals(2, sample("new").runs().size());
    assertTrue(report("new").interrupted());
    assertTrue(around.out().startsWith("new compared with base, in 2 rounds\n"), around.out());
  }

  @Test
  void aRequestToStopBetweenRunsIsHeard() throws Exception {
    around.interrupt();
    FakeRuns fakes = fakes(1);
    assertEquals(ExitCode.INTERRUPTED, run(fakes));
    assertEquals(List.of(), fakes.folders(folder));
    assertFalse(Files.exists(folder.resolve("base/report.json")));
  }

  @Test
  void eachOfSeveralVariantsIsComparedWithTheFirst() throws Exception {
    assertEquals(ExitCode.WORSE, run(fakes(1.2), Map.of(), "base", "other", "new"));
    assertTrue(around.out().startsWith("other compared with base, in 7 rounds\n"), around.out());
    assertTrue(around.out().contains("\nnew compared with base, in 7 rounds\n"), around.out());
  }

  @Test
  void refusesAFolderWithAnEarlierComparison() throws Exception {
    run(fakes(1));
    CommandFailure failure = assertThrows(CommandFailure.class, () -> run(fakes(1)));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.getMessage().contains("already contains a comparison"));
  }

  @Test
  void theReportNamesTheFolderOfEachRun() throws Exception {
    run(fakes(1));
    List<String> folders = report("new").runs().stream().map(Run::folder).toList();
    assertEquals(
        List.of("round-1", "round-2", "round-3", "round-4", "round-5", "round-6", "round-7"),
        folders);
    assertTrue(Files.exists(folder.resolve("new/round-7/report.json")));
  }

  /** "new" is slower by a fifth until this round, and faster by a tenth from then on. */
  private static FakeRuns slowUntil(int last) {
    return new FakeRuns(
        out -> {
          int round = Integer.parseInt(out.getFileName().toString().split("-")[1]);
          boolean fresh = out.getParent().getFileName().toString().equals("new");
          double factor = round <= last ? 1.2 : 0.9;
          return (1_000 + round) / (fresh ? factor : 1);
        });
  }

  private Map<String, Integer> runsByFigure(String variant) {
    return Results.load(folder.resolve(variant).toString()).joined().rows().stream()
        .collect(Collectors.toMap(row -> row.key().figure(), row -> row.sample().runs().size()));
  }

  @Test
  void whatMayHaveChangedIsMeasuredAgainBeforeItIsReported() throws Exception {
    FakeRuns fakes = slowUntil(2 * ROUNDS);
    assertEquals(ExitCode.WORSE, confirmed(fakes));
    assertEquals(4 * ROUNDS, fakes.folders(folder).size());
    assertTrue(
        around.err().contains("1 figure may have changed: measuring again in 7 more rounds"),
        around.err());
    assertTrue(
        around
            .out()
            .startsWith(
                "new compared with base, in 7 rounds, plus 7 for what may have changed"
                    + " (establishedPerSecond)\n"),
        around.out());
    assertEquals(
        Map.of("establishedPerSecond", 2 * ROUNDS, "failedShare", ROUNDS), runsByFigure("new"));
    String order = Files.readString(folder.resolve("order.json"));
    assertTrue(order.matches("(?s).*\"round\"\\s*:\\s*14.*"), order);
  }

  @Test
  void aChangeThatDoesNotLastIsNotReported() throws Exception {
    assertEquals(ExitCode.FINE, confirmed(slowUntil(6)));
    assertTrue(around.err().contains("may have changed"), around.err());
    assertFalse(around.out().contains("regressed\n"), around.out());
  }

  @Test
  void nothingIsMeasuredAgainIfNothingMayHaveChanged() throws Exception {
    FakeRuns fakes = fakes(1);
    assertEquals(ExitCode.FINE, confirmed(fakes));
    assertEquals(2 * ROUNDS, fakes.folders(folder).size());
    assertTrue(around.out().startsWith("new compared with base, in 7 rounds\n"), around.out());
  }

  @Test
  void anInterruptOfTheConfirmationKeepsItsCompleteRounds() throws Exception {
    Integer[] codes = new Integer[2 * ROUNDS + 3];
    Arrays.fill(codes, ExitCode.FINE);
    codes[codes.length - 1] = ExitCode.INTERRUPTED;
    assertEquals(ExitCode.INTERRUPTED, confirmed(slowUntil(2 * ROUNDS).ending(codes)));
    assertTrue(around.err().contains("ended early: 8 of 14 rounds are complete; "), around.err());
    assertTrue(around.out().contains("in 7 rounds, plus 1 for what may"), around.out());
  }
}
