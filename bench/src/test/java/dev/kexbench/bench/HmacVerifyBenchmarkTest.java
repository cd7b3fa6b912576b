package dev.kexbench.bench;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.bench.HmacVerifyBenchmark.Macs;
import dev.kexbench.bench.HmacVerifyBenchmark.Outcome;
import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.PoolKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HmacVerifyBenchmarkTest {
  private static final Messages INPUTS = new Messages();

  private final HmacVerifyBenchmark benchmark = new HmacVerifyBenchmark();

  @BeforeAll
  static void prepare() {
    INPUTS.sign();
  }

  @ParameterizedTest
  @MethodSource("providersAndPools")
  void verifiesEveryClientsTag(BackendKind provider, PoolKind pool) {
    Macs macs = new Macs();
    macs.provider = provider;
    macs.pool = pool;
    macs.pool(1);
    Outcome outcome = new Outcome();
    for (int client = 0; client < Ring.SIZE; client++) {
      assertTrue(benchmark.verify(macs, INPUTS, outcome));
      outcome.check();
    }
  }

  static Stream<Arguments> providersAndPools() {
    return WorkingHere.providers()
        .flatMap(each -> Stream.of(PoolKind.values()).map(pool -> Arguments.of(each, pool)));
  }

  @Test
  void failsWhenNothingWasVerified() {
    assertThrows(IllegalStateException.class, new Outcome()::check);
  }

  @Test
  void comparesWithoutComputingInItsFloor() {
    Outcome outcome = new Outcome();
    assertTrue(benchmark.floor(INPUTS, outcome));
    outcome.check();
  }
}
