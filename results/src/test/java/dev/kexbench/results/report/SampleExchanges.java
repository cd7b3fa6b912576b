package dev.kexbench.results.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports of several exchanges for tests, always the same. */
public final class SampleExchanges {
  /** Those that take part, the first with the highest figures. */
  public static final List<String> NAMES =
      List.of(
          "kx1-rsa2048",
          "kx1-rsa3072",
          "kx1-rsa4096",
          "kx1-noise",
          "kx1-hybrid",
          "kx1-ecdh-p256",
          "tls12-rsa@bouncycastle",
          "tls12-dhe-rsa@bouncycastle",
          "tls12-ecdhe-rsa@bouncycastle",
          "tls12-ecdhe-ecdsa@bouncycastle",
          "tls12-psk@bouncycastle",
          "tls12-dhe-psk@bouncycastle",
          "tls12-ecdhe-psk@bouncycastle",
          "tls12-rsa-psk@bouncycastle",
          "tls12-ecdhe-rsa-mutual@bouncycastle",
          "tls13-ecdhe@bouncycastle",
          "tls13-ecdhe-mutual@bouncycastle",
          "tls13-x25519@bouncycastle",
          "tls13-hybrid@bouncycastle",
          "tls13-psk-dhe@bouncycastle",
          "dtls12-psk@bouncycastle");

  /** The properties of an exchange, as plans record them. */
  public static final List<String> TRAITS =
      List.of(
          "forward secret",
          "client authenticated",
          "certificate",
          "dictionary-safe",
          "post-quantum",
          "no exporter",
          "one a connection");

  /** The exchange whose runs are INVALID. */
  public static final String INVALID = "tls12-ecdhe-ecdsa@bouncycastle";

  /** The exchange whose generator was the limit, so that it has costs only. */
  public static final String ONLY_COSTS = "tls12-psk@bouncycastle";

  private SampleExchanges() {}

  /** Three rounds of all exchanges; one is INVALID, one has costs only, two are SUSPECT. */
  public static LoadReport report() {
    return report(NAMES, 3);
  }

  /** So many rounds of some exchanges, which have five of the properties. */
  public static LoadReport report(List<String> names, int rounds) {
    List<Run> runs = new ArrayList<>();
    for (String name : names) {
      for (int round = 0; round < rounds; round++) {
        runs.add(run(name, names.indexOf(name), 1 + 0.04 * round));
      }
    }
    return SampleReport.withRuns(
        Verdict.of(
            List.of(
                reason(ReasonKey.STARVED, Validity.INVALID, INVALID, "others used its cores"),
                reason(ReasonKey.GENERATOR_CPU, Validity.SUSPECT, INVALID, "it was saturated"),
                reason(ReasonKey.STEADY, Validity.SUSPECT, INVALID, "JIT compilers used <3 %>"),
                reason(ReasonKey.LAG, Validity.INVALID, ONLY_COSTS, "the event loops ran late"),
                reason(ReasonKey.GENERATOR_CPU, Validity.SUSPECT, ONLY_COSTS, "it was saturated"),
                reason(
                    ReasonKey.GENERATOR_CPU,
                    Validity.SUSPECT,
                    "tls12-ecdhe-psk@bouncycastle",
                    "it was saturated"),
                reason(ReasonKey.STEADY, Validity.SUSPECT, "kx1-noise", "it became faster"))),
        runs);
  }

  private static ValidityReason reason(ReasonKey key, Validity effect, String name, String text) {
    return new ValidityReason(key, effect, name + ": " + text);
  }

  private static Run run(String name, int at, double factor) {
    double micros = factor * (72 + 430 * at * at / 8.0);
    Map<String, Boolean> traits = new LinkedHashMap<>();
    for (int i = 0; i < TRAITS.size(); i++) {
      traits.put(TRAITS.get(i), (at + i) % TRAITS.size() != 0);
    }
    Run base = SampleReport.slower(SampleReport.run(), micros / 360);
    Plan plan = SampleReport.planWith(null, new HashMap<>(Map.of(Plan.TRAITS, traits)));
    return SampleReport.planned(base, name, plan).toBuilder()
        .cost(new Cost(micros / 2, micros, 12_595.0))
        .wire(new WireFigures(120 + 89 * at, 72 + 101 * at, 1 + at % 3))
        .build();
  }
}
