package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kexbench.bench.suite.BenchmarkStates.Called;
import java.util.Arrays;
import java.util.Map;

/** What the benchmarks of key-agreement schemes must have done, by class and method. */
final class SchemeExpectations {
  static final Map<String, Expectation> ALL =
      Map.of(
          "Sp80056aBenchmark.session", SchemeExpectations::agreesAndConfirms,
          "Sp80056aBenchmark.floor", SchemeExpectations::agrees);

  private SchemeExpectations() {}

  private static void agreesAndConfirms(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    Sp80056aBenchmark.Sessions sessions = call.state(Sp80056aBenchmark.Sessions.class);
    sessions.check();
    assertEquals(32, ((byte[]) result).length);
    assertFalse(before instanceof byte[] other && Arrays.equals(other, (byte[]) result));
    byte[] key = (byte[]) BenchmarkStates.field(sessions, "result");
    assertEquals(!sessions.scheme.confirms(sessions.side), Arrays.equals(key, (byte[]) result));
  }

  private static void agrees(Called call, Object result, Object before)
      throws ReflectiveOperationException {
    Sp80056aBenchmark.Sessions sessions = call.state(Sp80056aBenchmark.Sessions.class);
    sessions.check();
    assertArrayEquals((byte[]) BenchmarkStates.field(sessions, "expected"), (byte[]) result);
  }
}
