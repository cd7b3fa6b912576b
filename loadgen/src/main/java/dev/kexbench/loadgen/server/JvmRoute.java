package dev.kexbench.loadgen.server;

import dev.kexbench.results.machine.JvmRecorder;
import dev.kexbench.results.machine.JvmReport;
import dev.kexbench.results.report.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pauses and compilations of the server's JVM. A request without a query starts to record them; one
 * with {@code ?age=N&seconds=M} is answered with M seconds, of which the first began N nanoseconds
 * ago. So the clocks of both sides need not agree.
 */
final class JvmRoute implements AutoCloseable {
  private static final Pattern PERIOD = Pattern.compile("age=(\\d{1,18})&seconds=(\\d{1,5})");

  private final JvmRecorder recorder = new JvmRecorder();

  /** The answer to a request with this query, or null for none. */
  String json(String query) {
    return Json.toJson(answer(query)) + "\n";
  }

  private JvmReport answer(String query) {
    if (query == null) {
      return recorder.start();
    }
    Matcher period = PERIOD.matcher(query);
    return period.matches()
        ? recorder.seconds(Long.parseLong(period.group(1)), Integer.parseInt(period.group(2)))
        : JvmReport.unavailable("expected age=NANOSECONDS&seconds=NUMBER, was '" + query + "'");
  }

  @Override
  public void close() {
    recorder.close();
  }
}
