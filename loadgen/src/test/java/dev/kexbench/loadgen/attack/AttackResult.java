package dev.kexbench.loadgen.attack;

import dev.kexbench.results.report.ServerCounts;
import dev.kexbench.results.report.ServerStats.Footprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How one server came through one attack. */
record AttackResult(
    AttackSetting setting, AttackKind kind, HonestLoad.Count honest, AttackResult.Server server) {
  /** The share of honest handshakes that may fail over datagrams; over streams, none may. */
  private static final double DATAGRAM_SHARE = 0.05;

  private static final long MEBIBYTE = 1 << 20;

  /** More than caches and pools that fill during the first attacks, and less than a leak. */
  private static final long HEAP_BYTES = 32 * MEBIBYTE;

  /** Threads that are started on demand, for statistics and compilers. */
  private static final long THREADS = 24;

  /** The most threads of a DTLS server's handshakes, which end after 10 s without work. */
  private static final long DATAGRAM_THREADS = 512;

  /** The server's counters and its use of memory, before and after. */
  record Server(ServerCounts before, ServerCounts after, Footprint start, Footprint end) {
    private long closed(String cause) {
      return since(before.closed(), after.closed(), cause);
    }

    private static long since(Map<String, Long> before, Map<String, Long> after, String key) {
      return after.getOrDefault(key, 0L) - before.getOrDefault(key, 0L);
    }

    private static List<String> changes(Map<String, Long> before, Map<String, Long> after) {
      return after.keySet().stream()
          .filter(key -> since(before, after, key) > 0)
          .map(key -> key + " " + since(before, after, key))
          .toList();
    }

    /** Refusals, then closed connections by cause. */
    private String answers() {
      List<String> parts = new ArrayList<>();
      List<String> refused = changes(before.rejected(), after.rejected());
      if (!refused.isEmpty()) {
        parts.add("refused: " + String.join(", ", refused));
      }
      long delayed = after.delayedRejections() - before.delayedRejections();
      if (delayed > 0) {
        parts.add("delayed: " + delayed);
      }
      parts.add("closed: " + String.join(", ", changes(before.closed(), after.closed())));
      return String.join("; ", parts);
    }
  }

  /** Everything that the design promises and that did not hold; empty if all did. */
  List<String> failures() {
    List<String> all = new ArrayList<>();
    double allowed = setting.datagrams() ? DATAGRAM_SHARE : 0;
    if (share(honest.failed()) > allowed) {
      all.add("%d of %d honest handshakes failed".formatted(honest.failed(), honest.all()));
    }
    if (server.after.open() != 0) {
      all.add(server.after.open() + " connections are left");
    }
    if (server.closed("failure") > 0) {
      all.add(server.closed("failure") + " exceptions in the server");
    }
    if (sessions() > honest.all()) {
      all.add("%d sessions for %d honest handshakes".formatted(sessions(), honest.all()));
    }
    if (server.end.heapBytes() - server.start.heapBytes() > HEAP_BYTES) {
      all.add("the heap has grown: " + heap());
    }
    if (server.end.threads() - server.start.threads() > mostThreads()) {
      all.add("threads are left: " + threads());
    }
    return all;
  }

  private long mostThreads() {
    return THREADS + (setting.datagrams() ? DATAGRAM_THREADS : 0);
  }

  /** Sessions that the server confirmed, without those that the attack recorded. */
  private long sessions() {
    long recorded = kind == AttackKind.REPLAY ? Replays.RECORDED : 0;
    return server.after.confirmed() - server.before.confirmed() - recorded;
  }

  private double share(long handshakes) {
    return (double) handshakes / honest.all();
  }

  /** PASS, FAIL, or that this machine was too busy to tell. */
  String verdict() {
    if (!failures().isEmpty()) {
      return "FAIL: " + String.join("; ", failures());
    }
    return share(honest.late()) > DATAGRAM_SHARE ? "UNDECIDED: machine too busy" : "PASS";
  }

  private String heap() {
    return server.start.heapBytes() / MEBIBYTE + " → " + server.end.heapBytes() / MEBIBYTE + " MiB";
  }

  private String threads() {
    return server.start.threads() + " → " + server.end.threads();
  }

  boolean passed() {
    return verdict().equals("PASS");
  }

  /** How many honest handshakes failed, of all. */
  String failedOfAll() {
    return honest.failed() + honest.late() + " of " + honest.all();
  }

  /** One row of the table with all details. */
  String row() {
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %s (%.1f %%) | %s | %d | %s | %s | %s |",
        setting.name(),
        kind.label(),
        failedOfAll(),
        100 * share(honest.failed() + honest.late()),
        server.answers(),
        server.after.open(),
        heap(),
        threads(),
        verdict());
  }
}
