package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.ResumptionInterval;
import dev.kexbench.loadgen.record.WireBytes;
import dev.kexbench.results.report.HandshakeKind;
import dev.kexbench.results.report.Stage;
import java.util.EnumMap;
import java.util.Map;

/** The wire form of a {@link ResumptionInterval}, with histograms as in {@link IntervalMessage}. */
record ResumptionMessage(
    long toResume,
    long withoutTicket,
    long refusedTickets,
    long notIssued,
    long waitEnded,
    Map<HandshakeKind, KindText> kinds) {
  /** The wire form of {@link ResumptionInterval.OfKind}. */
  record KindText(long established, WireBytes carried, Map<Stage, String> stages) {
    static KindText of(ResumptionInterval.OfKind kind) {
      return new KindText(
          kind.established(),
          kind.carried(),
          IntervalMessage.mapped(new EnumMap<>(Stage.class), kind.stages(), IntervalMessage::text));
    }

    ResumptionInterval.OfKind interval() {
      return new ResumptionInterval.OfKind(
          established,
          carried,
          IntervalMessage.mapped(new EnumMap<>(Stage.class), stages, IntervalMessage::histogram));
    }
  }

  static ResumptionMessage of(ResumptionInterval interval) {
    return new ResumptionMessage(
        interval.toResume(),
        interval.withoutTicket(),
        interval.refusedTickets(),
        interval.notIssued(),
        interval.waitEnded(),
        IntervalMessage.mapped(new EnumMap<>(HandshakeKind.class), interval.kinds(), KindText::of));
  }

  ResumptionInterval interval() {
    return new ResumptionInterval(
        toResume,
        withoutTicket,
        refusedTickets,
        notIssued,
        waitEnded,
        IntervalMessage.mapped(new EnumMap<>(HandshakeKind.class), kinds, KindText::interval));
  }
}
