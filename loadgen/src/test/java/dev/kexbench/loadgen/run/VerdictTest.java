package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.fixture.Retry;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReasonKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole load tests and their validity. */
class VerdictTest {
  private static final Duration TIMEOUT = Eventually.PATIENCE;

  /** Reasons that the machine that runs the tests may cause in any of them. */
  private static final Set<String> OF_THE_MACHINE =
      Set.of("steal", "gc", "generatorCpu", "starved", "lag");

  /** The real exchange, whose clients keep the generator's event loop busy before they start. */
  private record Slowed(StreamExchange real, Duration each) implements StreamExchange {
    @Override
    public String name() {
      return real.name();
    }

    @Override
    public String description() {
      return real.description();
    }

    @Override
    public Set<Trait> traits() {
      return real.traits();
    }

    @Override
    public KeyKind keyKind() {
      return real.keyKind();
    }

    @Override
    public ServerKeys generateKeys(SecureRandom random) {
      return real.generateKeys(random);
    }

    @Override
    public ServerSide server(ServerSetup setup) {
      return real.server(setup);
    }

    @Override
    public ClientSide client(ClientSetup setup) {
      ClientSide side = real.client(setup);
      return client -> {
        long until = System.nanoTime() + each.toNanos();
        while (System.nanoTime() - until < 0) {
          Thread.onSpinWait();
        }
        return side.open(client);
      };
    }
  }

  @TempDir private Path folder;

  private LoadtestHere here;

  @BeforeEach
  void start() {
    here = new LoadtestHere(folder);
  }

  @AfterEach
  void close() {
    here.close();
  }

  private static LoadPlan plan(Optional<RateCurve> rate, Duration warmup) {
    return Plans.of(
        Plans.pace(rate, Arrivals.CONSTANT, rate.isPresent() ? 1_000 : 1),
        Plans.times(warmup, Duration.ofSeconds(1), TIMEOUT),
        1,
        3);
  }

  private LoadReport report(LoadPlan plan, StreamExchange exchange) {
    try {
      return here.run(plan, exchange, Loadtest::run);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> reasons(LoadReport report) {
    return report.verdict().reasons().stream()
        .map(reason -> reason.key().label())
        .filter(key -> !OF_THE_MACHINE.contains(key))
        .collect(Collectors.toSet());
  }

  @Test
  void aHealthyRunIsValid() {
    LoadPlan plan = plan(Optional.empty(), Duration.ofMillis(500));
    // A stall while the times are added up may break Little's law once.
    Set<String> stalled = Set.of(ReasonKey.LITTLES_LAW.label());
    LoadReport report =
        Retry.until(each -> !reasons(each).equals(stalled), () -> report(plan, TestExchange.KX1));
    assertEquals(Set.of(), reasons(report), report.verdict()::toString);
    assertTrue(report.runs().get(0).counts().established() > 0);
  }

  @Test
  void aRunWhoseGeneratorPausesForGarbageCollectionIsSuspect() throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Thread collecting =
        new Thread(
            () -> {
              while (!over.get()) {
                System.gc();
                LockSupport.parkNanos(20_000_000); // so that the run gets on
              }
            });
    collecting.start();
    try {
      LoadReport report =
          report(plan(Optional.of(new Steady(50)), Duration.ZERO), TestExchange.KX1);
      assertTrue(
          report.verdict().reasons().stream().anyMatch(each -> each.key() == ReasonKey.GC),
          report.verdict()::toString);
    } finally {
      over.set(true);
      collecting.join();
    }
  }

  @Test
  void aRunWhoseGeneratorCannotKeepUpIsInvalid() {
    LoadPlan plan = plan(Optional.of(new Steady(200)), Duration.ZERO);
    LoadReport report = report(plan, new Slowed(TestExchange.KX1, Duration.ofMillis(15)));
    assertTrue(
        report.verdict().reasons().stream().anyMatch(each -> each.key() == ReasonKey.LAG),
        report.verdict()::toString);
    assertEquals(ExitCode.NOT_VALID, report.exitCode());
    assertEquals(List.of(), report.runs().get(0).counts().brokenConservation());
  }
}
