package dev.kexbench.results.sizing;

import dev.kexbench.results.sizing.SizingReport.Answer;
import dev.kexbench.results.sizing.SizingReport.Burst;
import dev.kexbench.results.sizing.SizingReport.Bursts;
import dev.kexbench.results.sizing.SizingReport.CostOfMillion;
import dev.kexbench.results.sizing.SizingReport.CurvePoint;
import dev.kexbench.results.sizing.SizingReport.Fit;
import dev.kexbench.results.sizing.SizingReport.Load;
import dev.kexbench.results.sizing.SizingReport.Part;
import dev.kexbench.results.sizing.SizingReport.Prices;
import dev.kexbench.results.sizing.SizingReport.Question;
import dev.kexbench.results.sizing.SizingReport.Range;
import dev.kexbench.results.sizing.SizingReport.Scaling;
import dev.kexbench.results.sizing.SizingReport.Sized;
import dev.kexbench.results.sizing.SizingReport.ValidationRow;
import java.util.ArrayList;
import java.util.List;

/** Sizings for tests, always the same. */
public final class SampleSizing {
  private static final double CAPACITY = 1_200;
  private static final double SERVICE = 800_000;

  private SampleSizing() {}

  /** Of one exchange, validated and with prices. */
  public static SizingReport one() {
    return of(question(0.04, 8.0), null, List.of(sized("kx1-rsa2048", answer(false), 0.06)));
  }

  /** Of one exchange; at the worse end of what was measured, no number of machines is enough. */
  public static SizingReport openEnded() {
    Answer known = answer(false);
    Answer open =
        new Answer(
            known.cores(),
            known.machines(),
            new Range(2, null),
            known.coresPerMachine(),
            known.extrapolated(),
            known.normal(),
            known.withSpare(),
            known.bursts());
    return of(question(0.04, 8.0), null, List.of(sized("kx1-rsa2048", open, 0.06)));
  }

  /** Of one exchange, with a model that misses more than expected and is not refused. */
  public static SizingReport doubtful() {
    return of(question(0.04, 8.0), null, List.of(sized("kx1-rsa2048", answer(false), 0.2)));
  }

  /** Of several exchanges: beyond the measured range, refused, not reached, not validated. */
  public static SizingReport several() {
    Sized plain = sized("kx1-hybrid", answer(false), 0.02);
    Sized bare =
        new Sized(
            "kx1-noise",
            1,
            answer(false),
            SERVICE,
            plain.curve(),
            List.of(),
            new Fit(CAPACITY, null, false, null),
            plain.cost());
    Sized unreached =
        new Sized(
            "tls12-dhe-rsa@bouncycastle",
            1,
            null,
            61_000_000,
            plain.curve(),
            plain.validation(),
            plain.fit(),
            plain.cost());
    return of(
        question(null, null),
        new Scaling(0.02, 0.0004, 4, 0.87, 0.81, 0.92),
        List.of(
            sized("tls12-ecdhe-rsa-mutual@bouncycastle", answer(true), 0.2),
            sized("tls13-ecdhe@bouncycastle", answer(false), 0.34),
            unreached,
            bare));
  }

  private static SizingReport of(Question question, Scaling scaling, List<Sized> exchanges) {
    return new SizingReport(
        SizingReport.SCHEMA,
        question,
        List.of("Arrivals are independent of each other (Poisson).", "Service <times> repeat."),
        List.of("kx1-ecdh-p256 is left out, since it is INVALID: the event loops ran late"),
        scaling,
        exchanges);
  }

  private static Question question(Double price, Double watts) {
    return new Question(
        20_000,
        "p99<50ms,errors<0.1%",
        8,
        1,
        new Bursts(List.of(2.0, 5.0), 10),
        null,
        price == null ? Prices.NONE : new Prices(price, "EUR", watts),
        1);
  }

  private static Answer answer(boolean extrapolated) {
    return new Answer(
        24,
        3,
        new Range(extrapolated ? 2 : 3, extrapolated ? 4 : 3),
        8,
        extrapolated,
        load(3, 0.71, 12_000_000),
        load(4, 0.53, 4_000_000),
        List.of(new Burst(2, 2.1e9, 14.2, 0.012), new Burst(5, 9.8e9, null, 0.41)));
  }

  private static Load load(int machines, double utilisation, double p99) {
    return new Load(
        machines,
        utilisation,
        new Part(p99 / 9, 0.12),
        new Part(p99, 0.82),
        new Part(1.7 * p99, 0.88),
        0,
        true);
  }

  private static Sized sized(String exchange, Answer answer, double error) {
    List<CurvePoint> curve = new ArrayList<>();
    for (int step = 1; step <= 24; step++) {
      double share = step / 20.0;
      double p99 = p99(share);
      curve.add(
          new CurvePoint(share * CAPACITY, p50(share), p99, 0.93 * p99, 1.08 * p99, 1.6 * p99));
    }
    List<ValidationRow> rows = new ArrayList<>();
    for (double share : new double[] {0.3, 0.5, 0.7, 0.9, 1.2}) {
      double p99 = p99(share);
      rows.add(
          new ValidationRow(
              share * CAPACITY,
              share,
              p50(share),
              0.97 * p50(share),
              p99,
              p99 / (1 + error),
              new PredictedP99(0.9 * p99, 1.1 * p99, 0.04, 0.21, -0.012)));
    }
    boolean refused = error > 0.25;
    boolean doubtful = error > 0.15;
    Fit fit =
        new Fit(
            CAPACITY,
            error,
            refused,
            doubtful ? "CPU per handshake does not depend on the rate" : null);
    return new Sized(
        exchange, 1, answer, SERVICE, curve, rows, fit, new CostOfMillion(842, 0.00936, 0.00187));
  }

  private static double p50(double share) {
    return SERVICE * (share < 0.98 ? 1 / (1 - share) : 2_000 * share);
  }

  private static double p99(double share) {
    return 4.6 * p50(share);
  }
}
