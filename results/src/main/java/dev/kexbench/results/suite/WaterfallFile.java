package dev.kexbench.results.suite;

import dev.kexbench.results.report.AnswerTimes;
import dev.kexbench.results.report.AnswerTimes.Answer;
import dev.kexbench.results.suite.Waterfall.Part;
import java.util.ArrayList;
import java.util.List;

/** Waterfalls in machine-readable form: the contents of {@code waterfall.json}. */
public final class WaterfallFile {
  private WaterfallFile() {}

  /** All waterfalls that the scores allow. */
  public static AnswerTimes of(List<Score> scores) {
    return new AnswerTimes(
        AnswerTimes.SCHEMA, Waterfall.of(scores).stream().map(WaterfallFile::answer).toList());
  }

  private static Answer answer(Waterfall waterfall) {
    List<Part> parts = new ArrayList<>(List.of(waterfall.privateKey()));
    parts.addAll(waterfall.otherParts());
    return new Answer(
        waterfall.answer(),
        part(waterfall.whole()),
        parts.stream().map(WaterfallFile::part).toList());
  }

  private static AnswerTimes.Part part(Part part) {
    boolean known = Double.isFinite(part.error());
    return new AnswerTimes.Part(part.name(), part.micros(), known ? part.error() : null);
  }
}
