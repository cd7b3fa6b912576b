package dev.kexbench.loadgen.run;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks that the counts of a run add up. */
final class CountsCheck {
  private CountsCheck() {}

  /**
   * Checks that every handshake and connection is accounted for.
   *
   * @param hostile counts of the classes that are not honest, by name
   */
  static void of(ValidityCheck check, Counts counts, Map<String, Counts> hostile) {
    conservation(check, "", counts);
    hostile.forEach((name, each) -> conservation(check, " of class " + name, each));
    if (counts.established() == 0 && (counts.planned() > 0 || hostile.isEmpty())) {
      check.add(ReasonKey.NOTHING, Validity.INVALID, "no handshake was established");
    }
    List<Counts> all = new ArrayList<>(hostile.values());
    all.add(counts);
    exhausted(check, ReasonKey.PORTS, count(all, FailureCause.NO_ADDRESS));
    exhausted(check, ReasonKey.DESCRIPTORS, count(all, FailureCause.NO_DESCRIPTORS));
  }

  private static void conservation(ValidityCheck check, String whose, Counts counts) {
    for (String broken : counts.brokenConservation()) {
      boolean stillClosing = check.cutShort() && broken.startsWith("connections");
      if (!stillClosing) {
        check.add(
            ReasonKey.CONSERVATION, Validity.INVALID, "counts%s do not add up: %s", whose, broken);
      }
    }
  }

  private static long count(List<Counts> all, FailureCause cause) {
    return all.stream().mapToLong(each -> each.failed().get(cause)).sum();
  }

  private static void exhausted(ValidityCheck check, ReasonKey key, long count) {
    if (count > 0) {
      String what = key == ReasonKey.PORTS ? "local ports" : "file descriptors";
      check.add(
          key, Validity.INVALID, "%,d handshakes found no free %s on this machine", count, what);
    }
  }
}
