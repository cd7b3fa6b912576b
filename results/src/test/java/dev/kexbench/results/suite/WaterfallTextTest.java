package dev.kexbench.results.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.statistics.ConfidenceInterval;
import dev.kexbench.results.statistics.MeanEstimate;
import dev.kexbench.results.statistics.Sample;
import dev.kexbench.results.suite.Waterfall.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WaterfallTextTest {
  private static final Map<String, String> JDK_2048 = Map.of("bits", "2048", "provider", "JDK");

  private final List<Score> scores = new ArrayList<>();

  @Test
  void addsUpToTheWholeAnswer() {
    measureAllParts();
    List<Waterfall> all = Waterfall.of(scores);
    assertEquals(1, all.size());
    Waterfall one = all.get(0);
    double sum = one.otherParts().stream().mapToDouble(Part::micros).sum();
    assertEquals(one.whole().micros(), one.privateKey().micros() + sum, 1e-9);
    Part remainder = one.otherParts().get(one.otherParts().size() - 1);
    assertEquals("unexplained", remainder.name());
    assertEquals(3.0, remainder.micros(), 1e-9, "an answer borrows three hashes from a pool");
    assertTrue(remainder.error() < 3, "a disturbance of both alike cancels out");
  }

  @Test
  void showsEveryPartWithABarThatBeginsWhereThePreviousOneEnds() {
    measureAllParts();
    String expected =
        """
        RSA-2048, jdk              µs       ±    share   # is 0.500 µs
        private-key operation     680       4     97 %   ================== // ==================
        codec                    1.00    0.00   0.14 %   ##
        client lookup           0.500   0.000   0.07 %     #
        OAEP decoding            4.00    0.00   0.57 %      ########
        MAC                      3.00    0.00   0.43 %              ######
        key schedule             7.00    0.00    1.0 %                    ##############
        random bytes             1.20    0.00   0.17 %                                  ##
        pool                    0.300   0.000   0.04 %                                    #
        unexplained              3.00    1.00   0.43 %                                     ######
        one answer                700       3    100 %
        At this rate one core answers at most 1,429 a second, 2 cores 2,857.
        ±: half of the range of 3 forks (a 95 % interval needs 6)
        """;
    assertEquals(expected, WaterfallText.of(scores, 2));
  }

  @Test
  void statesTheCeilingAndTheCostOfHardening() {
    measureAllParts();
    add("UnhardenedExchangeBenchmark.answer", JDK_2048, 690, 0, "µs/op");
    add(
        "ExchangeBenchmark.answer",
        Map.of("bits", "2048", "provider", "NO_CRYPTO", "offer", "GOOD"),
        2,
        0,
        "µs/op");
    String text = WaterfallText.of(scores, 2);
    assertTrue(
        text.contains("At this rate one core answers at most 1,429 a second, 2 cores 2,857.\n"),
        text);
    assertTrue(text.contains("Hardening costs 10.0 ± 3.0 µs, 1.4 % of the answer.\n"), text);
    assertTrue(text.contains("frames and bookkeeping alone: 2.00 µs.\n"), text);
  }

  @Test
  void isEmptyIfAPartIsMissing() {
    measureAllParts();
    scores.removeIf(score -> score.row().benchmark().contains("Codec"));
    assertEquals("", WaterfallText.of(scores, 2));
  }

  @Test
  void takesNoPartFromAnotherProviderKeyOrNumberOfThreads() {
    measureAllParts();
    scores.removeIf(score -> score.row().benchmark().contains("Oaep"));
    add("OaepBenchmark.decode", Map.of("bits", "2048", "provider", "BC"), 4_000, 0, "ns/op");
    add("OaepBenchmark.decode", Map.of("bits", "4096", "provider", "JDK"), 4_000, 0, "ns/op");
    Row twoThreads = new Row("x.OaepBenchmark.decode", JDK_2048, 2);
    scores.add(Score.of(twoThreads, Sample.of(4_000), "ns/op", 0));
    assertEquals(List.of(), Waterfall.of(scores));
  }

  /** Scores of which one waterfall can be made. */
  static List<Score> allParts() {
    WaterfallTextTest test = new WaterfallTextTest();
    test.measureAllParts();
    return test.scores;
  }

  private void measureAllParts() {
    add("ExchangeBenchmark.answer", with(JDK_2048, "offer", "GOOD"), 700, 3, "µs/op");
    add("ExchangeBenchmark.answer", with(JDK_2048, "offer", "WRONG_MAC"), 800, 3, "µs/op");
    add("ExchangeBenchmark.floor", JDK_2048, 680, 4, "µs/op");
    add("CodecBenchmark.recode", Map.of("bits", "2048"), 1_000, 0, "ns/op");
    add("ClientTableBenchmark.known", Map.of("clients", "1000000"), 900, 0, "ns/op");
    add("ClientTableBenchmark.known", Map.of("clients", "1000"), 500, 0, "ns/op");
    add("OaepBenchmark.decode", JDK_2048, 4_000, 0, "ns/op");
    add("KeyScheduleBenchmark.clientTag", JDK_2048, 3_000, 0, "ns/op");
    add("KeyScheduleBenchmark.ackTag", JDK_2048, 7_000, 0, "ns/op");
    add("SecureRandomBenchmark.draw", Map.of("source", "STANDARD"), 1_200, 0, "ns/op");
    add("PoolBenchmark.borrow", with(JDK_2048, "pool", "THREAD_LOCAL"), 100, 0, "ns/op");
  }

  private void add(
      String benchmark, Map<String, String> parameters, double value, double error, String unit) {
    MeanEstimate estimate =
        new MeanEstimate(value, new ConfidenceInterval(value - error, value + error));
    Sample forks = Sample.of(value - error, value, value + error);
    scores.add(new Score(new Row("x." + benchmark, parameters, 1), estimate, forks, unit, 0));
  }

  private static Map<String, String> with(Map<String, String> some, String name, String value) {
    Map<String, String> more = new TreeMap<>(some);
    more.put(name, value);
    return more;
  }
}
