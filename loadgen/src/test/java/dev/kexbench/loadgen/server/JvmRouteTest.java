package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.kexbench.results.machine.JvmReport;
import dev.kexbench.results.report.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code POST /jvm} answers. */
@Tag("process")
class JvmRouteTest {
  private static JvmReport answer(JvmRoute route, String query) {
    return Json.fromJson(route.json(query), JvmReport.class).orElseThrow();
  }

  @Test
  void recordsFromTheFirstRequestOnAndAnswersWithSeconds() {
    try (JvmRoute route = new JvmRoute()) {
      assertNotNull(answer(route, "age=1000000000&seconds=1").unavailable());
      assertNull(answer(route, null).unavailable());
      JvmReport three = answer(route, "age=3000000000&seconds=3");
      assertNull(three.unavailable());
      assertEquals(3, three.seconds().size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "age=1",
        "age=-1&seconds=1",
        "age=1&seconds=9999999",
        "age=9999999999999999999&seconds=1",
        "seconds=1&age=1"
      })
  void refusesAnotherQuery(String query) {
    try (JvmRoute route = new JvmRoute()) {
      assertEquals(
          "expected age=NANOSECONDS&seconds=NUMBER, was '" + query + "'",
          answer(route, query).unavailable());
    }
  }
}
