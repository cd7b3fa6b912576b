package dev.kexbench.bench.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DuetProfilerTest {
  private static final double EXACT = 1e-12;

  @Test
  void statesForWhichShareBothMeasured() {
    assertEquals(1, span(100, 400).overlap(span(100, 400)), EXACT);
    assertEquals(0.8, span(100, 190).overlap(span(110, 200)), EXACT);
    assertEquals(0.5, span(100, 200).overlap(span(100, 150)), EXACT);
    assertEquals(0, span(100, 200).overlap(span(300, 400)), EXACT);
  }

  @Test
  void statesWhichShareOfTheCoreBothGotTogether() {
    DuetProfiler.Span own = new DuetProfiler.Span(100, 200, 40);
    DuetProfiler.Span other = new DuetProfiler.Span(100, 200, 50);
    assertEquals(0.9, own.share(other), EXACT);
    assertEquals(own.share(other), other.share(own), EXACT);
  }

  private static DuetProfiler.Span span(long begin, long end) {
    return new DuetProfiler.Span(begin, end, 0);
  }
}
