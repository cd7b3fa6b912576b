package dev.kexbench.results.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * TCP counters of this machine's kernel, since it started or, as a difference, during a run. A
 * counter is null, and absent from a report, if the platform does not provide it.
 *
 * @param listenOverflows connections that found a server's listen queue full
 * @param listenDrops attempts to connect that were dropped, for that or for another reason
 * @param retransmits segments that were sent again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KernelCounts(Long listenOverflows, Long listenDrops, Long retransmits) {
  /** The platform provides no counters. */
  public static final KernelCounts UNKNOWN = new KernelCounts(null, null, null);

  private static final String EXTENSIONS = "TcpExt:";

  /** Those of now. */
  public static KernelCounts read() {
    return read(Path.of("/proc"));
  }

  static KernelCounts read(Path proc) {
    List<String> extensions = KernelFile.lines(proc.resolve("net").resolve("netstat"));
    List<String> basics = KernelFile.lines(proc.resolve("net").resolve("snmp"));
    return new KernelCounts(
        count(extensions, EXTENSIONS, "ListenOverflows"),
        count(extensions, EXTENSIONS, "ListenDrops"),
        count(basics, "Tcp:", "RetransSegs"));
  }

  /**
   * A counter of the group TcpExt in {@code /proc/net/netstat}, of this process's network namespace
   * and by the kernel's name; null if the platform does not provide it.
   */
  public static Long tcpExtension(String name) {
    return count(KernelFile.lines(Path.of("/proc/net/netstat")), EXTENSIONS, name);
  }

  /** Every group is two lines that begin alike: one of names, one of numbers. */
  private static Long count(List<String> lines, String group, String name) {
    List<List<String>> pair =
        lines.stream()
            .filter(line -> line.startsWith(group))
            .map(line -> Arrays.asList(line.strip().split("\\s+")))
            .toList();
    int column = pair.size() < 2 ? -1 : pair.get(0).indexOf(name);
    return column < 0 || column >= pair.get(1).size()
        ? null
        : Long.valueOf(pair.get(1).get(column));
  }

  /** What came since then. */
  public KernelCounts since(KernelCounts before) {
    return new KernelCounts(
        difference(listenOverflows, before.listenOverflows),
        difference(listenDrops, before.listenDrops),
        difference(retransmits, before.retransmits));
  }

  /** The sum with another machine's counters; unknown if either is unknown. */
  public KernelCounts plus(KernelCounts other) {
    return new KernelCounts(
        sum(listenOverflows, other.listenOverflows),
        sum(listenDrops, other.listenDrops),
        sum(retransmits, other.retransmits));
  }

  private static Long sum(Long one, Long other) {
    return one == null || other == null ? null : Long.valueOf(one + other);
  }

  /** Without the listen queue: that of the server is on another machine. */
  public KernelCounts withoutListenQueue() {
    return new KernelCounts(null, null, retransmits);
  }

  private static Long difference(Long now, Long then) {
    return now == null || then == null ? null : Long.valueOf(now - then);
  }
}
