package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.bench.run.BenchmarkCalls;
import dev.kexbench.bench.suite.BenchmarkStates.Called;
import dev.kexbench.results.render.BenchmarkNames;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each benchmark does what its name and parameters say: refused is refused, kept is kept, verified
 * is verified. What it returns, twice in a row, must meet its expectation, which every benchmark
 * needs.
 */
class BenchmarkWorkTest {
  private static final Map<String, Expectation> EXPECTATIONS = expectations();

  private static BenchmarkStates states;

  private static Map<String, Expectation> expectations() {
    Map<String, Expectation> all = new TreeMap<>(ExchangeExpectations.ALL);
    all.putAll(PartExpectations.ALL);
    all.putAll(SchemeExpectations.ALL);
    return all;
  }

  @BeforeAll
  static void shareStates() {
    states = new BenchmarkStates();
  }

  @AfterAll
  static void dropStates() {
    states = null;
  }

  @Test
  void everyBenchmarkHasAnExpectation() {
    Set<String> all =
        BenchmarkCalls.all()
            .map(call -> BenchmarkNames.withoutPackages(call.benchmark()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(all, EXPECTATIONS.keySet());
  }

  /** Longer keys and larger tables do the same, and are expensive to make. */
  static Stream<BenchmarkCalls.Call> calls() {
    return BenchmarkCalls.all()
        .filter(call -> call.parameters().getOrDefault("bits", "2048").equals("2048"))
        .filter(call -> !call.parameters().getOrDefault("clients", "").equals("1000000"));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void doesWhatItsNameSays(BenchmarkCalls.Call of) throws ReflectiveOperationException {
    Expectation expectation = EXPECTATIONS.get(BenchmarkNames.withoutPackages(of.benchmark()));
    Called call = states.call(of.benchmark(), of.parameters());
    Object before = null;
    for (int turn = 0; turn < 2; turn++) {
      Object result = call.result();
      expectation.check(call, result, before);
      before = result instanceof byte[] bytes ? bytes.clone() : result;
    }
  }
}
