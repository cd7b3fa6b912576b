package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.HandshakeKind;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.ResumptionFigures;
import dev.kexbench.results.report.Stage;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Full and resumed handshakes apart, in an {@link Interval} or several. Counts are cumulative;
 * histograms, in nanoseconds, hold only the interval.
 *
 * @param toResume started handshakes that were to resume an earlier one
 * @param withoutTicket those of them for which no client had a ticket
 * @param refusedTickets established handshakes whose ticket the server refused
 * @param notIssued established handshakes that have brought no ticket
 * @param waitEnded those of them in which nothing came while the client waited for it
 * @param kinds those of which there are handshakes; empty without returning clients
 */
public record ResumptionInterval(
    long toResume,
    long withoutTicket,
    long refusedTickets,
    long notIssued,
    long waitEnded,
    Map<HandshakeKind, OfKind> kinds) {
  /** No handshake. */
  public static final ResumptionInterval NONE = new ResumptionInterval(0, 0, 0, 0, 0, Map.of());

  /**
   * The established handshakes of one kind.
   *
   * @param stages a histogram for each stage that depends on the kind
   */
  public record OfKind(long established, WireBytes carried, Map<Stage, Histogram> stages) {
    private OfKind plus(OfKind other) {
      Map<Stage, Histogram> sums = new EnumMap<>(Stage.class);
      sums.putAll(stages);
      other.stages.forEach((stage, histogram) -> sums.merge(stage, histogram, OfKind::sum));
      return new OfKind(established + other.established, carried.plus(other.carried), sums);
    }

    private static Histogram sum(Histogram one, Histogram other) {
      Histogram sum = one.copy();
      sum.add(other);
      return sum;
    }

    /** These counts, with the histograms of an earlier interval added. */
    private OfKind since(OfKind earlier) {
      return new OfKind(established, carried, plus(earlier).stages);
    }

    private ResumptionFigures.Kind figures() {
      Map<String, Latency> latency = new LinkedHashMap<>();
      stages.forEach((stage, histogram) -> latency.put(stage.key(), Latency.of(histogram)));
      return new ResumptionFigures.Kind(established, latency, carried.perHandshake(established));
    }
  }

  /** Resumed handshakes that were established. */
  public long resumed() {
    OfKind resumed = kinds.get(HandshakeKind.RESUMED);
    return resumed == null ? 0 : resumed.established();
  }

  /** The sum with that of another event loop or agent over the same time. */
  ResumptionInterval plus(ResumptionInterval other) {
    Map<HandshakeKind, OfKind> sums = new EnumMap<>(HandshakeKind.class);
    sums.putAll(kinds);
    other.kinds.forEach((kind, of) -> sums.merge(kind, of, OfKind::plus));
    return new ResumptionInterval(
        toResume + other.toResume,
        withoutTicket + other.withoutTicket,
        refusedTickets + other.refusedTickets,
        notIssued + other.notIssued,
        waitEnded + other.waitEnded,
        sums);
  }

  /** The next interval of the same agent, added: its counts replace the earlier ones. */
  ResumptionInterval then(ResumptionInterval next) {
    Map<HandshakeKind, OfKind> sums = new EnumMap<>(HandshakeKind.class);
    sums.putAll(kinds);
    next.kinds.forEach((kind, of) -> sums.merge(kind, of, (earlier, now) -> now.since(earlier)));
    return new ResumptionInterval(
        next.toResume,
        next.withoutTicket,
        next.refusedTickets,
        next.notIssued,
        next.waitEnded,
        sums);
  }

  /** Its histograms by tag: stage and kind, such as {@code total.resumed}. */
  Map<String, Histogram> tagged() {
    Map<String, Histogram> tagged = new LinkedHashMap<>();
    kinds.forEach(
        (kind, of) ->
            of.stages()
                .forEach(
                    (stage, histogram) -> tagged.put(stage.key() + "." + kind.label(), histogram)));
    return tagged;
  }

  /** The figures of a report. */
  ResumptionFigures figures() {
    Map<String, ResumptionFigures.Kind> figures = new LinkedHashMap<>();
    for (HandshakeKind kind : HandshakeKind.values()) {
      OfKind of = kinds.get(kind);
      if (of != null) {
        figures.put(kind.label(), of.figures());
      }
    }
    return new ResumptionFigures(
        toResume, withoutTicket, refusedTickets, notIssued, waitEnded, figures);
  }
}
