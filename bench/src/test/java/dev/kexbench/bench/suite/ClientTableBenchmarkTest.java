package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.bench.suite.ClientTableBenchmark.Enrolled;
import dev.kexbench.bench.suite.ClientTableBenchmark.Known;
import dev.kexbench.bench.suite.ClientTableBenchmark.Roots;
import dev.kexbench.bench.suite.ClientTableBenchmark.Unknown;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClientTableBenchmarkTest {
  private static final Enrolled TABLE = new Enrolled();

  private final ClientTableBenchmark benchmark = new ClientTableBenchmark();

  @BeforeAll
  static void prepare() throws IOException {
    TABLE.clients = 1_000;
    TABLE.read();
  }

  @Test
  void findsAnEnrolledClient() {
    Known known = new Known();
    known.draw(TABLE);
    for (int turn = 0; turn < 2_000; turn++) {
      assertTrue(benchmark.known(TABLE, known));
      known.check();
    }
  }

  @Test
  void doesNotFindAnUnknownClient() {
    Unknown unknown = new Unknown();
    unknown.draw();
    for (int turn = 0; turn < 2_000; turn++) {
      assertFalse(benchmark.unknown(TABLE, unknown));
      unknown.check();
    }
  }

  @Test
  void copiesARootInItsFloor() {
    Roots roots = new Roots();
    roots.draw();
    assertThrows(IllegalStateException.class, roots::check);
    assertEquals(32, benchmark.floor(roots).length);
    roots.check();
  }

  @Test
  void failsWhenNoClientWasLookedUp() {
    Known known = new Known();
    known.draw(TABLE);
    assertThrows(IllegalStateException.class, known::check);
    Unknown unknown = new Unknown();
    unknown.draw();
    assertThrows(IllegalStateException.class, unknown::check);
  }

  @Test
  void failsWhenAKnownClientIsNotFound() {
    Known notEnrolled = new Known();
    notEnrolled.draw(1_000, 2_000);
    assertFalse(benchmark.known(TABLE, notEnrolled));
    assertThrows(IllegalStateException.class, notEnrolled::check);
  }
}
