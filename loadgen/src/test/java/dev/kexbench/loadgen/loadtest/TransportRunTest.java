package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.LoadtestArguments;
import dev.kexbench.loadgen.fixture.Transports;
import dev.kexbench.loadgen.transport.SocketTransport;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A load test whose two sides have different transports. */
@Tag("process")
class TransportRunTest {
  @TempDir private Path home;

  static Stream<SocketTransport> servers() {
    return Transports.here().filter(each -> each != SocketTransport.NIO);
  }

  private LoadReport run(Object... options) {
    List<Object> args = new ArrayList<>(List.of(options));
    args.addAll(List.of("--cores", "off", "-w", "0s", "-n", 40, "-o", folder()));
    args.addAll(LoadtestArguments.PATIENT);
    String printed = CommandHere.loadtest(home, args.toArray()).toString();
    assertTrue(printed.contains("40 started = 40 established"), printed);
    return ReportFiles.read(folder().resolve(SingleRun.REPORT));
  }

  private Path folder() {
    return home.resolve("out");
  }

  private String serverLog() throws IOException {
    return Files.readString(folder().resolve("server.log"));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("servers")
  void eachSideHasItsOwnAndTheReportStatesBoth(SocketTransport server) throws IOException {
    String both = server + "/nio";
    LoadReport report = run("--transport", both, "--event-loops", 2);
    assertEquals(both, report.runs().get(0).plan().others().get(Plan.TRANSPORT));
    assertEquals("nio", report.environment().transport());
    assertEquals(2, report.runs().get(0).server().listeningSockets());
    String log = serverLog();
    assertTrue(log.contains(" over " + server + ": "), log);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("servers")
  void itsOwnServerDefersAcceptingAndTheReportStatesIt(SocketTransport server) throws IOException {
    Plan plan = run("--defer-accept", "--transport", server).runs().get(0).plan();
    assertEquals(true, plan.others().get(Plan.DEFER_ACCEPT));
    String log = serverLog();
    assertTrue(log.contains(" over " + server + " with deferred accept: "), log);
  }
}
