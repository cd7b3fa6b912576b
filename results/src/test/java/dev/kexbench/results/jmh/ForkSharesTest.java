package dev.kexbench.results.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForkSharesTest {
  @Test
  void countsTheForksThatGotLessThanTheirCores() {
    ForkShares shares =
        ForkShares.of(List.of(result(List.of(List.of(0.99, 0.97), List.of(0.8, 0.96)))));
    assertEquals(2, shares.forks());
    assertEquals(
        Optional.of(
            new ValidityReason(
                ReasonKey.STARVED,
                Validity.SUSPECT,
                "1 of 2 forks got less than 90 % of a core: Rsa.open avgt, bits=2048 (88 %)")),
        shares.reason());
  }

  @Test
  void namesTheFirstThreeOnly() {
    ForkShares one = ForkShares.of(List.of(result(List.of(List.of(0.5)))));
    String text = one.with(one).with(one).with(one).reason().orElseThrow().text();
    assertEquals(
        "4 of 4 forks got less than 90 % of a core: "
            + "Rsa.open avgt, bits=2048 (50 %); ".repeat(3)
            + "and 1 more",
        text);
  }

  @Test
  void isSilentAboutResultsThatDoNotStateIt() {
    JmhResult old = result(List.of(List.of(1.0)));
    JmhResult without =
        new JmhResult(old.benchmark(), "avgt", 1, Map.of(), Map.of(), old.primary(), Map.of());
    assertEquals(ForkShares.NONE, ForkShares.of(List.of(without)));
    assertEquals(Optional.empty(), ForkShares.of(List.of(old)).reason());
  }

  @Test
  void countsWhatBothForksOfADuetGotTogether() {
    ForkShares shares = ForkShares.of(List.of(duet(List.of(List.of(0.6, 0.5), List.of(0.3)))));
    assertEquals(
        "1 of 2 forks were in duets that got less than 50 % of a core:"
            + " Rsa.open avgt, bits=2048 (30 %)",
        shares.reason().orElseThrow().text());
  }

  /** Each fork got half of what both got, which would not be enough for one that runs alone. */
  private static JmhResult duet(List<List<Double>> together) {
    JmhResult alone = result(List.of(List.of(0.3), List.of(0.15)));
    Metric share = new Metric(1, Double.NaN, "share", together, null);
    Map<String, Metric> metrics = new HashMap<>(alone.secondary());
    metrics.put(MeasuredRow.DUET_SHARE, share);
    metrics.put(MeasuredRow.DUET_OVERLAP, share);
    return new JmhResult(
        alone.benchmark(), "avgt", 1, alone.params(), Map.of(), alone.primary(), metrics);
  }

  private static JmhResult result(List<List<Double>> shares) {
    Metric time = new Metric(5, Double.NaN, "us/op", List.of(List.of(5.0)), null);
    Metric share = new Metric(1, Double.NaN, "share", shares, null);
    return new JmhResult(
        "a.b.Rsa.open",
        "avgt",
        1,
        Map.of("bits", "2048"),
        Map.of(),
        time,
        Map.of(MeasuredRow.CPU_SHARE, share));
  }
}
