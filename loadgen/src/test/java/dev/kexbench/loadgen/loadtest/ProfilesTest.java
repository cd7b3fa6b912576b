package dev.kexbench.loadgen.loadtest;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.TestFiles;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Profile;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/loadtest --profile} with the profilers of this machine. */
@Tag("process")
class ProfilesTest {
  private static final String FLIGHT_RECORDER = "JDK_JAVA_OPTIONS=-Dkexbench.profiler=jfr";
  private static final String ANY = "JDK_JAVA_OPTIONS=-Dkexbench.profiler=";

  /** Of these, every side has samples: what is measured is work, not time. */
  private static final List<String> ENOUGH = List.of("-n", "500", "--provider", "bc");

  private static final Pattern TWO_SECONDS = Pattern.compile("measuring +([2-9]|\\d\\d+) s");

  @TempDir private Path home;

  private ChildProcess start(String tool, String... more) {
    Stream<String> plan =
        Stream.of("-w", "0s", "-c", "8", "--cores", "off", "-o", folder().toString());
    return ChildProcess.startBy(
        List.of("env", tool),
        home,
        LoadtestMain.class,
        Stream.concat(plan, Stream.of(more)).toArray());
  }

  private ChildProcess.End run(String tool, String events) {
    Stream<String> all = Stream.concat(ENOUGH.stream(), Stream.of("--profile", events));
    try (ChildProcess child = start(tool, all.toArray(String[]::new))) {
      return child.end();
    }
  }

  private Path folder() {
    return home.resolve("out");
  }

  private Profile profile() {
    return ReportFiles.read(folder().resolve("report.json")).runs().get(0).profile();
  }

  private boolean shows(String file, String frame) throws IOException {
    return FlamePage.of(folder().resolve(file)).shows(frame);
  }

  @Test
  void bothSidesAreProfiled() throws IOException {
    ChildProcess.End end = run(ANY, "cpu,alloc");
    end.assertDone();
    assertTrue(end.out().lines().findFirst().orElse("").contains(" (profiled), "), end::out);
    assertTrue(end.out().contains("flame graphs: flame-server.html, flame-server-alloc.html"));
    assertEquals(4, profile().graphs().size());
    for (Profile.Graph graph : profile().graphs()) {
      assertTrue(graph.samples() > 0, graph::toString);
      assertTrue(Files.size(folder().resolve(graph.recording())) > 0);
    }
    assertTrue(shows("flame-server.html", "dev.kexbench.core.kx1."), "the server's answers");
    assertTrue(shows("flame-client.html", "dev.kexbench.core.kx1."), "the clients' OFFERs");
    assertTrue(shows("flame-server-alloc.html", "dev.kexbench.loadgen.server."));
    String page = Files.readString(folder().resolve("report.html"));
    assertTrue(page.contains("<a href=\"flame-client-alloc.html\">"));
  }

  @Test
  void theFlightRecorderProfilesWhereAsyncProfilerDoesNot() throws IOException {
    ChildProcess.End end = run(FLIGHT_RECORDER, "cpu,wall");
    end.assertDone();
    String line = "profiling with the JDK's Flight Recorder, which has no wall-clock samples";
    assertTrue(end.err().contains(line), end::err);
    assertEquals(2, profile().graphs().size());
    assertTrue(profile().graphs().stream().allMatch(each -> each.tool().contains("Flight")));
    assertTrue(profile().notes().get(0).startsWith(line), profile()::toString);
    assertTrue(shows("flame-server.html", "dev.kexbench.core.kx1."));
    assertTrue(Files.exists(folder().resolve("flame-client.html")));
  }

  @ParameterizedTest
  @ValueSource(strings = {ANY, FLIGHT_RECORDER})
  void anInterruptedRunHasItsProfileAsWell(String tool) throws IOException {
    try (ChildProcess child = start(tool, "-d", "10m", "--profile", "cpu")) {
      eventually("it measures", () -> child.says(TWO_SECONDS));
      child.interrupt();
      ChildProcess.End end = child.end();
      assertEquals(ExitCode.INTERRUPTED, end.exitCode(), end::toString);
    }
    assertEquals(
        List.of("server", "client"), profile().graphs().stream().map(Profile.Graph::side).toList());
    for (Profile.Graph graph : profile().graphs()) {
      assertTrue(Files.exists(folder().resolve(graph.file())), graph::toString);
    }
  }

  @Test
  void ofAServerElsewhereOnlyTheGeneratorIsProfiled() {
    TestFiles files = TestFiles.in(home);
    try (RunningServer server = RunningServer.kx1();
        ChildProcess child =
            start(
                ANY,
                "-n",
                "100",
                "--profile",
                "cpu",
                "--target",
                "127.0.0.1:" + server.port(),
                "--server-key",
                files.server().publicKey(KeyKind.RSA).toString(),
                "--clients",
                files.clients().toString())) {
      ChildProcess.End end = child.end();
      end.assertDone();
      assertTrue(end.err().contains("only the generator is profiled"), end::err);
    }
    assertEquals(1, profile().graphs().size());
    assertEquals("client", profile().graphs().get(0).side());
    assertFalse(Files.exists(folder().resolve("flame-server.html")));
  }
}
