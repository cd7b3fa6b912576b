package dev.kexbench.results.render;

import dev.kexbench.results.machine.KernelCounts;
import dev.kexbench.results.report.Run;
import java.util.ArrayList;
import java.util.List;

/** Connection problems that the kernel counted during the run, in one line. */
final class KernelLine {
  private KernelLine() {}

  /** The line; empty if there were none. */
  static String of(Run run) {
    KernelCounts kernel = run.kernel() == null ? KernelCounts.UNKNOWN : run.kernel();
    List<String> parts = new ArrayList<>();
    add(parts, kernel.listenOverflows(), "listen queue overflows: %s");
    add(parts, kernel.listenDrops(), "attempts to connect dropped: %s");
    add(parts, kernel.retransmits(), "segments sent again: %s");
    return parts.isEmpty() ? "" : "Kernel (whole machine), " + String.join("; ", parts) + "\n";
  }

  private static void add(List<String> parts, Long count, String words) {
    if (count != null && count != 0) {
      parts.add(words.formatted(Numbers.whole(count)));
    }
  }
}
