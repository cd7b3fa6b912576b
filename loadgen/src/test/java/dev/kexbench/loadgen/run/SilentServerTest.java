package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** A server that does not answer is waited for once, not at every question. */
class SilentServerTest {
  private static final RunProgress QUIET =
      new RunProgress(new PrintWriter(Writer.nullWriter()), false, true);

  private final class Failing extends PlainTarget {
    private final IOException why;
    private int asked;

    Failing(IOException why) {
      super(HostPort.parse("127.0.0.1:7443"));
      this.why = why;
    }

    private <T> T fail() {
      asked++;
      throw new CommandFailure(ExitCode.USAGE, "no statistics", why);
    }

    @Override
    public List<ServerStats> eachStats() {
      return fail();
    }

    @Override
    public Optional<ServerStats> measureCeiling() {
      return fail();
    }
  }

  private static int questions(Failing target) throws InterruptedException {
    ServerQuery query = new ServerQuery(target, QUIET, false);
    query.atRest();
    query.beginMeasuring();
    query.endOfLoad();
    query.ceiling();
    return target.asked;
  }

  @Test
  void isAskedOnceAfterItWasStopped() throws InterruptedException {
    assertEquals(1, questions(new Failing(new HttpTimeoutException("request timed out"))));
  }

  @Test
  void isAskedAgainIfItRefusesAtOnce() throws InterruptedException {
    assertEquals(5, questions(new Failing(new IOException("connection reset"))));
  }
}
