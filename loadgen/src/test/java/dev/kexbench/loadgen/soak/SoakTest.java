package dev.kexbench.loadgen.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.Measured;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.ServerStats.Footprint;
import dev.kexbench.results.report.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SoakTest {
  private static final long MIB = 1 << 20;
  private static final long MILLI = 1_000_000;
  private static final Footprint BEFORE = new Footprint(100 * MIB, 20, 50L);

  private static Soak soak(Footprint after, long lateP99) {
    List<Second> timeline =
        LongStream.range(0, 100).mapToObj(i -> second(i, i < 80 ? 10 * MILLI : lateP99)).toList();
    return new Soak(BEFORE, after, Measured.with(timeline).runs().get(0));
  }

  private static Second second(long number, long p99) {
    return Second.builder(number)
        .planned(1)
        .started(1)
        .established(1)
        .p50(p99 / 2)
        .p99(p99)
        .build();
  }

  private static void assertGrown(List<String> what, Footprint after, long lateP99) {
    assertEquals(what, soak(after, lateP99).growth());
  }

  @Test
  void anUnchangedServerHasNotGrown() {
    assertGrown(List.of(), BEFORE, 10 * MILLI);
    assertGrown(List.of(), new Footprint(109 * MIB, 22, 54L), 14 * MILLI);
  }

  @Test
  void eachFigureThatGrowsIsNamed() {
    assertGrown(List.of("heap"), new Footprint(111 * MIB, 20, 50L), 10 * MILLI);
    assertGrown(List.of("threads"), new Footprint(100 * MIB, 23, 50L), 10 * MILLI);
    assertGrown(List.of("descriptors"), new Footprint(100 * MIB, 20, 55L), 10 * MILLI);
    assertGrown(List.of("p50", "p99"), BEFORE, 16 * MILLI);
  }

  @Test
  void aSteadyRunSaysSo() {
    assertTrue(text(soak(BEFORE, 10 * MILLI), Measured.run(1, 1)).startsWith("STEADY  after "));
  }

  @Test
  void anInvalidRunIsNeverSteady() {
    LoadReport invalid = Measured.run(1, 1, Measured.flaw("lag"));
    String text = text(soak(BEFORE, 10 * MILLI), invalid);
    assertTrue(text.startsWith("NOT VALID  after "), text);
    assertTrue(text.contains("lag, INVALID: "), text);
  }

  @Test
  void aRunWithoutLatenciesAtItsStartIsNeverSteady() {
    List<Second> timeline = new ArrayList<>(soak(BEFORE, 10 * MILLI).run().timeline());
    timeline.replaceAll(each -> each.second() < 20 ? idle(each.second()) : each);
    Soak soak = new Soak(BEFORE, BEFORE, Measured.with(timeline).runs().get(0));
    String text = text(soak, Measured.run(1, 1));
    assertTrue(text.startsWith("NOT VALID: no handshake was established in the first"), text);
  }

  private static Second idle(long number) {
    return Second.builder(number).planned(1).started(1).build();
  }

  private static String text(Soak soak, LoadReport report) {
    return SoakText.of(soak, report);
  }

  @Test
  void conditionsAreShownWithTheirResults() {
    Soak steady = soak(BEFORE, 10 * MILLI);
    Run checked =
        steady.run().toBuilder().thresholds(List.of(new Threshold("p99>5ms", 10e6, true))).build();
    String text = text(new Soak(BEFORE, BEFORE, checked), Measured.run(1, 1));
    assertTrue(text.contains("p99>5ms    10.0 ms   FAILED"), text);
  }

  @Test
  void comparesTheLastFifthWithTheFirst() {
    Soak soak = soak(BEFORE, 30 * MILLI);
    assertEquals(10 * MILLI, soak.early(Second::p99));
    assertEquals(30 * MILLI, soak.late(Second::p99));
    assertEquals(15 * MILLI, soak.late(Second::p50));
  }

  @Test
  void unknownDescriptorsAreNotGrowth() {
    Footprint unknown = new Footprint(100 * MIB, 20, null);
    assertEquals(List.of(), new Soak(unknown, unknown, soak(BEFORE, 1).run()).growth());
  }
}
