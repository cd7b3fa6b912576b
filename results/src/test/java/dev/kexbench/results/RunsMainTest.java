package dev.kexbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kexbench.results.jmh.SampleJmh;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.sizing.SampleSizing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/runs}: lists, tags, shows and deletes runs. */
class RunsMainTest {
  private static final String OLD = "2026-11-20T10-00-00-before";
  private static final String NEW = "2026-11-21T10-00-00-after";

  @TempDir Path home;
  private StoredRuns stored;

  @BeforeEach
  void liveElsewhere() {
    stored = StoredRuns.in(home);
  }

  @AfterEach
  void comeBack() {
    StoredRuns.leave();
  }

  private void two() {
    stored.load(OLD, "2026-11-20T10:00:05Z");
    stored.load(NEW, "2026-11-21T10:00:05Z");
  }

  private static CommandRun runs(Object... args) {
    return CommandRun.of(new RunsMain(), args);
  }

  private static List<String> lines(Object... args) {
    CommandRun run = runs(args);
    assertEquals(0, run.exitCode(), run::err);
    return run.out().lines().toList();
  }

  private static void refused(String why, Object... args) {
    CommandRun run = runs(args);
    assertEquals(2, run.exitCode(), run::out);
    assertEquals(1, run.err().lines().count(), run::err);
    assertTrue(run.err().contains(why), run::err);
  }

  @Test
  void listsTheNewestFirst() {
    two();
    List<String> lines = lines();
    assertEquals(3, lines.size());
    assertEquals(
        List.of("run", "UTC", "kind", "name", "tags", "exchange", "plan", "verdict", "rate", "p99"),
        List.of(lines.get(0).split(" +")));
    assertTrue(
        lines
            .get(1)
            .matches(
                "@1 +2026-11-21 10:00 +load +after +kx1-rsa2048 +64 in flight, 20 s +VALID"
                    + " +2,431/s +30\\.\\d ms"),
        lines.get(1));
    assertTrue(lines.get(2).startsWith("@2 "), lines.get(2));
  }

  @Test
  void saysThatThereAreNone() {
    assertTrue(lines().get(0).startsWith("no runs in "), () -> "" + lines());
    two();
    assertTrue(lines("--kind", "soak").get(0).startsWith("none of the 2 runs in "));
  }

  @Test
  void aNumberIsTheSameWhateverIsListed() {
    two();
    assertEquals(0, runs("tag", "@2", "base").exitCode());
    assertTrue(lines("--tag", "base").get(1).startsWith("@2 "), () -> "" + lines());
    assertTrue(lines("--exchange", "kx1-rsa2048", "-n", "1").get(3).startsWith("1 of 2 runs in "));
    assertTrue(lines("--verdict", "invalid").get(0).startsWith("none of the 2"));
    assertEquals(3, lines("--verdict", "valid", "--limit", "0").size());
  }

  @Test
  void theNameOfARunAndOfAnExchangeMayContainAnEngine() {
    String jdk = "2026-11-22T10-00-00-tls13-ecdhe@jdk";
    two();
    ofExchange(jdk, "2026-11-22T10:00:05Z", "tls13-ecdhe@jdk");
    ofExchange("2026-11-23T10-00-00-old", "2026-11-23T10:00:05Z", "tls13-ecdhe");
    assertTrue(lines().get(2).contains(" tls13-ecdhe@jdk "), () -> "" + lines());
    for (String name : List.of(jdk, "tls13-ecdhe@jdk", "tls13-ecdhe@", "@2")) {
      assertEquals(0, runs("tag", name, "jdk").exitCode(), name);
      assertTrue(lines("show", "@jdk").get(0).contains(jdk), name);
      assertEquals(0, runs("tag", "--remove", name, "jdk").exitCode(), name);
    }
    assertEquals(List.of("@1", "@2"), numbers("tls13-ecdhe"));
    assertEquals(List.of("@2"), numbers("tls13-ecdhe@jdk"));
    assertEquals(List.of("@1"), numbers("tls13-ecdhe@bouncycastle"));
    assertTrue(lines("-x", "tls13").get(0).startsWith("none of the 4 "));
  }

  private void ofExchange(String name, String startedAt, String exchange) {
    Run run = SampleReport.run();
    Run other = SampleReport.planned(run, exchange, SampleReport.plan(exchange, null));
    stored.store(name, startedAt, List.of(other));
  }

  private static List<String> numbers(String exchange) {
    return lines("--exchange", exchange).stream()
        .filter(line -> line.startsWith("@"))
        .map(line -> line.split(" ")[0])
        .toList();
  }

  @Test
  void namesEveryKindOfRun() throws IOException {
    SampleJmh.writeRounds(
        stored.path("2026-11-01T00-00-00-bench"), List.of(SampleJmh.row(100), SampleJmh.row(101)));
    Path variants = stored.path("2026-11-02T00-00-00-bench");
    SampleJmh.write(variants.resolve("jdk-17"), 2, SampleJmh.row(100));
    SampleJmh.write(variants.resolve("jdk-25"), 2, SampleJmh.row(90));
    Files.writeString(variants.resolve("order.json"), "{\"seed\": 1, \"turns\": []}");
    ReportFiles.write(
        SampleReport.complete(),
        stored.path("2026-11-03T00-00-00-soak").resolve("run/report.json"));
    Path cut = stored.path("2026-11-04T00-00-00-cut");
    ReportFiles.write(SampleReport.complete(), cut.resolve("round-1/report.json"));
    Files.writeString(cut.resolve("plan.conf"), "rate = 5\n");
    Files.createDirectories(stored.path("2026-11-05T00-00-00-empty"));
    Path sized = stored.path("2026-11-06T00-00-00-size");
    ReportFiles.write(SampleReport.complete(), sized.resolve("kx1/capacity/report.json"));
    SampleSizing.one().write(sized.resolve("sizing.json"));
    Files.createDirectories(stored.path("notes"));
    Files.writeString(stored.path("notes").resolve("todo.txt"), "not a run");
    List<String> lines = lines();
    assertEquals(
        List.of("size", "unfinished", "unfinished", "soak", "bench", "bench"),
        lines.stream().skip(1).map(line -> line.split("  +")[2]).toList(),
        () -> "" + lines);
    assertTrue(lines.get(5).contains("1 benchmark: jdk-17, jdk-25"), lines.get(5));
    assertTrue(lines.get(6).contains("1 benchmark, 2 rounds"), lines.get(6));
  }

  /** Its runs may all be valid; its verdict is that of the model. */
  @Test
  void aSizingIsAsValidAsItsModel() {
    SampleSizing.one().write(stored.path("2026-11-06T00-00-00-size").resolve("sizing.json"));
    SampleSizing.doubtful().write(stored.path("2026-11-07T00-00-00-size").resolve("sizing.json"));
    SampleSizing.several().write(stored.path("2026-11-08T00-00-00-size").resolve("sizing.json"));
    List<String> lines = lines();
    assertTrue(lines.get(1).endsWith(" INVALID"), lines.get(1));
    assertTrue(lines.get(2).endsWith(" SUSPECT"), lines.get(2));
    assertTrue(lines.get(3).endsWith(" VALID"), lines.get(3));
    assertTrue(lines.get(3).contains("kx1-rsa2048"), lines.get(3));
  }

  @Test
  void showsADamagedRunAsSuch() throws IOException {
    two();
    Path report = stored.path(NEW).resolve("report.json");
    byte[] whole = Files.readAllBytes(report);
    for (int length : new int[] {0, 1, 200, whole.length / 2, whole.length - 3}) {
      Files.write(report, Arrays.copyOf(whole, length));
      List<String> lines = lines();
      assertTrue(lines.get(1).matches("@1 .* damaged"), () -> length + ": " + lines);
      assertTrue(lines.get(2).contains("VALID"), lines.get(2));
      assertTrue(lines.get(4).startsWith("@1: cannot read " + report), lines.get(4));
      assertEquals(5, lines.size());
    }
    assertTrue(lines("show", "@1").get(0).startsWith("@1 "), "what is known is shown");
  }

  @Test
  void servesWithoutOptionsOfTheList() {
    for (String option : List.of("--json", "--limit=1", "--kind=load", "--tag=a")) {
      refused("has no effect with --serve", "--serve", "127.0.0.1:0", option);
    }
    refused("expected HOST:PORT", "--serve", "8080");
  }

  @Test
  void printsJson() throws IOException {
    two();
    runs("tag", NEW, "it's ü");
    CommandRun run = runs("--json", "-n", "1");
    JsonNode listed = new ObjectMapper().readTree(run.out()).get("runs");
    assertEquals(1, listed.size());
    assertEquals(1, listed.get(0).get("run").asInt());
    assertEquals(NEW, listed.get(0).get("name").asText());
    assertEquals("load", listed.get(0).get("kind").asText());
    assertEquals("valid", listed.get(0).get("verdict").asText());
    assertEquals(2431, listed.get(0).get("establishedPerSecond").asInt());
    assertEquals("2026-11-21T10:00:00Z", listed.get(0).get("startedAt").asText());
  }

  @Test
  void tagsAndRemovesTags() {
    two();
    assertEquals(
        List.of("tagged %s 'base line'".formatted(OLD)), lines("tag", "before", "base line"));
    assertTrue(lines("tag", "@2", "base line").get(0).endsWith("already"));
    assertTrue(lines().get(2).contains("   base line   "), () -> "" + lines());
    refused("has no tag 'x'; it has base line", "tag", "@2", "x", "--remove");
    assertEquals(0, runs("tag", "@base line", "base line", "--remove").exitCode());
    assertFalse(Files.exists(stored.path(OLD).resolve("tags.txt")));
    for (String wrong : List.of("1", "latest", "a,b", "a/b", "@a", " ", "a\nb", "-a")) {
      refused("is no tag", "tag", "@1", "--", wrong);
    }
  }

  @Test
  void keepsTagsThatAreAddedAtTheSameTime() throws Exception {
    two();
    List<Thread> threads = new ArrayList<>();
    for (int each = 0; each < 8; each++) {
      String tag = "t" + each;
      threads.add(new Thread(() -> runs("tag", "@1", tag)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(8, Files.readAllLines(stored.path(NEW).resolve("tags.txt")).size());
  }

  @Test
  void namesADamagedFileOfTags() throws IOException {
    two();
    Path tags = stored.path(OLD).resolve("tags.txt");
    Files.write(tags, new byte[] {(byte) 0xff, 0});
    List<String> lines = lines();
    assertTrue(lines.get(4).startsWith("@2: cannot read " + tags), () -> "" + lines);
    assertTrue(lines.get(2).contains("VALID"), lines.get(2));
    refused("cannot read " + tags, "tag", "@2", "x");
    refused("cannot read " + tags, "show", "@none");
  }

  @Test
  void deletesWhatIsAgreedTo() throws IOException {
    two();
    InputStream before = System.in;
    try {
      for (String no : List.of("", "n\n", "\n")) {
        System.setIn(new ByteArrayInputStream(no.getBytes(StandardCharsets.UTF_8)));
        refused("nothing was deleted", "rm", "@1");
      }
      assertTrue(Files.exists(stored.path(NEW)));
      System.setIn(new ByteArrayInputStream("y\n".getBytes(StandardCharsets.UTF_8)));
      assertEquals(0, runs("rm", "@1").exitCode());
    } finally {
      System.setIn(before);
    }
    assertFalse(Files.exists(stored.path(NEW)));
    assertEquals(0, runs("rm", stored.path(OLD), "before", "--yes").exitCode());
    assertFalse(Files.exists(stored.path(OLD)));
  }

  @Test
  void deletesNothingThatIsNoRun() throws IOException {
    two();
    Path notes = Files.createDirectories(stored.path("notes"));
    Files.writeString(notes.resolve("todo.txt"), "keep");
    Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
    ReportFiles.write(SampleReport.complete(), elsewhere.resolve("report.json"));
    Files.createSymbolicLink(stored.path("link"), elsewhere);
    Files.createSymbolicLink(stored.path(OLD).resolve("inside"), elsewhere);
    for (Object wrong :
        List.of(notes, elsewhere, stored.folder(), home, stored.path(OLD).resolve("report.json"))) {
      refused("is not the folder of a run", "rm", wrong, "--yes");
    }
    refused("is a symbolic link", "rm", "link", "--yes");
    refused("no such file, and no run has that name", "rm", "@1", "nothing", "--yes");
    refused("there is no run @9", "rm", "@1", "@9", "--yes");
    refused("no such file, and no run has that name", "rm", "", "--yes");
    refused("no such file, and no run has that name", "tag", " ", "x");
    assertTrue(Files.exists(stored.path(NEW)), "all or nothing");
    assertEquals(0, runs("rm", OLD, "--yes").exitCode());
    assertTrue(Files.exists(elsewhere.resolve("report.json")));
  }

  @Test
  void listsOnlyAsManyAsAreWanted() {
    IntStream.rangeClosed(1, 30)
        .forEach(
            at ->
                stored.load(
                    "2026-11-01T00-00-%02d-x".formatted(at),
                    "2026-11-01T00:00:%02dZ".formatted(at)));
    List<String> lines = lines();
    assertEquals(23, lines.size());
    assertTrue(lines.get(22).startsWith("20 of 30 runs in "), lines.get(22));
    assertEquals(31, lines("-n", "0").size());
    refused("--limit must be 0 or more", "-n", "-1");
  }

  @Test
  void everySubcommandHasHelpWithAnExample() {
    for (String each : List.of("tag", "show", "rm")) {
      String help = String.join("\n", lines(each, "--help"));
      assertTrue(help.contains("scripts/runs " + each) && help.contains("Example"), help);
    }
    assertTrue(
        lines("--help")
            .contains(
                "Examples: the last runs of one exchange; a tag, and a comparison with what it"
                    + " marks"));
  }
}
