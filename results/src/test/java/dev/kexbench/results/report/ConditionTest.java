package dev.kexbench.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  @Test
  void readsALatencyOfTheWholeHandshake() {
    assertEquals(
        new Condition("p99>50ms", Stage.TOTAL, Condition.Figure.P99, Condition.Op.MORE, 50e6),
        Condition.parse("p99>50ms"));
  }

  @Test
  void readsALatencyOfAStage() {
    assertEquals(
        new Condition(
            "connect.p9999 < 5s", Stage.CONNECT, Condition.Figure.P9999, Condition.Op.LESS, 5e9),
        Condition.parse(" connect.p9999 < 5s "));
  }

  @Test
  void aPercentileHasItsPointOrNot() {
    assertEquals(Condition.Figure.P999, Condition.parse("p99.9<5s").figure());
    assertEquals(Condition.Figure.P999, Condition.parse("p999<5s").figure());
    Condition staged = Condition.parse("connect.p99.99>5s");
    assertEquals(Condition.Figure.P9999, staged.figure());
    assertEquals(Stage.CONNECT, staged.stage());
  }

  @Test
  void readsSharesAndRates() {
    assertEquals(0.001, Condition.parse("errors>0.1%").value());
    assertEquals(2_000, Condition.parse("rate<2k").value());
  }

  @Test
  void readsAList() {
    assertEquals(
        List.of(Condition.parse("p99<50ms"), Condition.parse("errors<0.1%")),
        Condition.parseList("p99<50ms,errors<0.1%"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "p99=50ms | expected [STAGE.]FIGURE OP VALUE, such as p99>50ms or errors>0.1%",
        "p99 | expected [STAGE.]FIGURE OP VALUE, such as p99>50ms or errors>0.1%",
        "p98>1ms | 'p98' is none of "
            + "p50, p75, p90, p95, p99, p99.9, p99.99, mean, max, errors, rate",
        "p99.>1ms | expected [STAGE.]FIGURE OP VALUE, such as p99>50ms or errors>0.1%",
        "dns.p99>1ms | 'dns' is none of total, service, lag, clientCrypto, connect, exchange",
        "connect.errors>1% | errors and rate have no stage",
        "p99>50 | '50' is not a duration such as 500us, 20ms, 10s, 2m or 1h",
        "errors>1 | '1' is not a percentage such as 3% or 0.1%",
        "rate>1ms | '1ms' is not a rate such as 500, 2k, 500/s or 1/min"
      })
  void saysWhatWasExpected(String text, String why) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Condition.parse(text));
    assertEquals("'" + text + "' is not a condition: " + why, refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "p99>30ms, true",
    "p99>31ms, false",
    "p99<31ms, true",
    "service.max>30ms, true",
    "lag.p50<1ms, true",
    "mean>16ms, false",
    "p50<31ms, true",
    "p75>1h, false",
    "p95<1h, true",
    "service.p99.9>1ns, true",
    "errors>0.02%, true",
    "errors>0.03%, false",
    "rate<2431, false",
    "rate<2432, true"
  })
  void isMeasuredOnARun(String condition, boolean met) {
    assertEquals(met, SampleReport.run().check(Condition.parse(condition)).met(), condition);
  }

  @Test
  void reportsWhatWasMeasured() {
    Threshold threshold = SampleReport.run().check(Condition.parse("rate<1k"));
    assertEquals(new Threshold("rate<1k", 2431.0, false), threshold);
  }

  @Test
  void isNotMetByWhatWasNotMeasured() {
    Run nothing = Run.builder("x", null).build();
    assertEquals(new Threshold("p99>1ms", null, false), nothing.check(Condition.parse("p99>1ms")));
    assertEquals(
        new Threshold("errors>1%", null, false), nothing.check(Condition.parse("errors>1%")));
  }
}
