package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.PlainTarget;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.ServerStats;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server without answers: is it still there? */
class SilentServerTest {
  private static final RunProgress QUIET =
      new RunProgress(new PrintWriter(Writer.nullWriter()), false, true);

  private static final class Failing extends PlainTarget {
    private final IOException why;
    private int ceilings;

    Failing(IOException why) {
      super(HostPort.parse("127.0.0.1:7443"));
      this.why = why;
    }

    private <T> T fail() {
      throw new CommandFailure(ExitCode.USAGE, "no statistics", why);
    }

    @Override
    public List<ServerStats> eachStats() {
      return fail();
    }

    @Override
    public Optional<ServerStats> measureCeiling() {
      ceilings++;
      return fail();
    }
  }

  private static ServerObservation observed(Failing target) throws InterruptedException {
    return observed(target, new ServerQuery(target, QUIET, false));
  }

  private static ServerObservation observed(Failing target, ServerQuery query)
      throws InterruptedException {
    query.atRest();
    query.beginMeasuring();
    query.endOfLoad();
    return query.endMeasuring(ServerQueryTest.measured(false));
  }

  @Test
  void isGoneIfItDoesNotAnswerInItsTime() throws InterruptedException {
    assertTrue(observed(new Failing(new HttpTimeoutException("request timed out"))).ended());
  }

  @Test
  void isNotGoneIfItOnlyRefuses() throws InterruptedException {
    assertFalse(observed(new Failing(new IOException("connection reset"))).ended());
  }

  @Test
  void isNotAskedForItsPrivateKeyRateAsWell() throws InterruptedException {
    assertEquals(0, ceilings(new HttpTimeoutException("request timed out")));
    assertEquals(1, ceilings(new IOException("connection reset")));
  }

  private static int ceilings(IOException why) throws InterruptedException {
    Failing target = new Failing(why);
    ServerQuery query = new ServerQuery(target, QUIET, false);
    query.withCeiling(observed(target, query), Optional.empty());
    return target.ceilings;
  }
}
