package dev.kexbench.loadgen.size;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code scripts/size --measure} as a process, with a load test and its server as others. Runs may
 * be INVALID for any reason, since this machine may be busy; so whether the model fits differs.
 */
@Tag("process")
class SizeMainTest {
  private static final List<String> TINY =
      List.of("-R", "50", "--objective", "p99<10s", "-w", "0s", "-d", "2s", "--cores", "off");

  @TempDir private Path home;

  private ChildProcess start(String... more) {
    List<Object> options = new ArrayList<>(TINY);
    options.addAll(List.of("--measure", "-o", folder()));
    options.addAll(List.of(more));
    return ChildProcess.start(home, SizeMain.class, options.toArray());
  }

  private Path folder() {
    return home.resolve("sized");
  }

  private Path exchange() {
    return folder().resolve("kx1-rsa2048");
  }

  /** The exit code that belongs to what was printed. */
  private static int verdict(ChildProcess.End end) {
    if (end.out().startsWith("REFUSED ")) {
      return ExitCode.NOT_VALID;
    }
    return end.out().startsWith("NOT REACHED ") ? ExitCode.WORSE : ExitCode.FINE;
  }

  private List<String> measured() throws IOException {
    try (Stream<Path> files = Files.walk(folder())) {
      return files
          .filter(file -> file.endsWith("report.json"))
          .map(file -> file.getParent().getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> keys = Files.list(home.resolve("target/keys"))) {
      assertEquals(List.of(), keys.toList());
    }
  }

  /** The options, with runs that are INVALID for whatever reason. */
  private static String[] allowing(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    for (ReasonKey each : ReasonKey.values()) {
      all.addAll(List.of("--allow", each.label()));
    }
    return all.toArray(String[]::new);
  }

  @Test
  void measuresAllRatesOnOneServerAndSizes() throws IOException {
    long startNanos = System.nanoTime();
    try (ChildProcess child = start(allowing("--points", "0.2,0.4"))) {
      ChildProcess.End end = child.end();
      assertEquals(verdict(end), end.exitCode(), end::toString);
      assertTrue(Files.exists(folder().resolve("sizing.json")), end::toString);
      assertTrue(Files.exists(folder().resolve("sizing.html")), end::toString);
      assertTrue(end.err().startsWith("a sweep of 2 rates, 47 s each: about 47 s\n"), end.err());
    }
    assertNothingIsLeft();
    LoadReport capacity = ReportFiles.read(exchange().resolve("capacity/report.json"));
    Run closed = capacity.runs().get(0);
    assertEquals(null, closed.plan().rate());
    assertFalse(Files.exists(exchange().resolve("rate-0.2/server.log")), "one server");
    assertEquals(List.of("capacity", "rate-0.2", "rate-0.4"), measured());
    Run open = ReportFiles.read(exchange().resolve("rate-0.4/report.json")).runs().get(0);
    assertEquals(0.4 * closed.rates().establishedPerSecond(), open.plan().rate(), 1);
    assertEquals("poisson", open.plan().arrivals());
    assertTrue(Files.exists(exchange().resolve("rate-0.4/latency.hlog")));
    assertTrue(Files.exists(exchange().resolve("rate-0.4/report.html")));
    Run lower = ReportFiles.read(exchange().resolve("rate-0.2/report.json")).runs().get(0);
    long own = Stream.of(closed, lower, open).mapToLong(run -> run.server().uptimeNanos()).sum();
    assertTrue(own <= System.nanoTime() - startNanos, "each has its own time of the one server");
  }

  @Test
  void anInterruptKeepsTheRatesThatAreMeasuredForLater() throws IOException {
    String points =
        DoubleStream.iterate(0.2, share -> share < 0.3, share -> share + 0.001)
            .mapToObj(share -> String.format(Locale.ROOT, "%.3f", share))
            .collect(Collectors.joining(","));
    try (ChildProcess child = start(allowing("--points", points))) {
      eventually("two rates are measured", () -> ended(child) || rates() >= 2);
      assertFalse(ended(child), child::errSoFar);
      child.interrupt();
      ChildProcess.End end = child.end();
      assertEquals(ExitCode.INTERRUPTED, end.exitCode(), end::toString);
      assertTrue(end.err().contains("ended early: "), end.err());
      eventually("its processes have ended", () -> child.handle().descendants().count() == 0);
    }
    assertNothingIsLeft();
    assertFalse(Files.exists(folder().resolve("sizing.json")));
    List<Object> later = new ArrayList<>(TINY.subList(0, 4));
    later.addAll(List.of(allowing("-o", home.resolve("later").toString(), folder().toString())));
    ChildProcess.End sized = ChildProcess.run(home, SizeMain.class, later.toArray());
    assertEquals(verdict(sized), sized.exitCode(), sized::toString);
    assertTrue(Files.exists(home.resolve("later/sizing.json")), sized::toString);
  }

  private static boolean ended(ChildProcess child) {
    return !child.handle().isAlive();
  }

  private long rates() {
    if (!Files.exists(exchange())) {
      return 0;
    }
    try (Stream<Path> folders = Files.list(exchange())) {
      return folders
          .filter(each -> each.getFileName().toString().startsWith("rate-"))
          .filter(each -> Files.exists(each.resolve("report.json")))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
