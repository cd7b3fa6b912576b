package dev.kexbench.loadgen.plan;

import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Parsed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options for clients that return with tickets; the same for load tests and soaks. */
@OptionHeading("Clients")
public final class ResumptionOptions {
  @Option(
      names = "--resume",
      paramLabel = "PERCENT",
      converter = PercentageConverter.class,
      description =
          "Percentage of honest clients' handshakes that resume an earlier one with a ticket, 0 to"
              + " 100; full and resumed ones have figures of their own (default: no tickets).")
  private Double resume;

  @OnlyWith("--resume")
  @Option(
      names = "--resume-mode",
      paramLabel = "MODE",
      converter = ModeConverter.class,
      description =
          "How clients of KX1 resume: resume (symmetric), or resume-dhe (with an ephemeral"
              + " agreement, forward secret; default).")
  private ResumptionPlan.Mode mode;

  static final class PercentageConverter extends Parsed<Double> {
    PercentageConverter() {
      super(ResumptionOptions::percentage);
    }
  }

  static final class ModeConverter extends Parsed<ResumptionPlan.Mode> {
    ModeConverter() {
      super(ResumptionOptions::mode);
    }
  }

  private static Double percentage(String text) {
    try {
      double percent = Double.parseDouble(text.endsWith("%") ? withoutSign(text) : text);
      return new ResumptionPlan(percent, Optional.empty()).percent();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is not a percentage of 0 to 100, such as 80".formatted(text), e);
    }
  }

  private static String withoutSign(String text) {
    return text.substring(0, text.length() - 1);
  }

  private static ResumptionPlan.Mode mode(String text) {
    return Arrays.stream(ResumptionPlan.Mode.values())
        .filter(each -> each.label().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected %s, was '%s'"
                        .formatted(
                            Arrays.stream(ResumptionPlan.Mode.values())
                                .map(ResumptionPlan.Mode::label)
                                .collect(Collectors.joining(" or ")),
                            text)));
  }

  /** The plan for clients that return; empty if they do not. */
  public Optional<ResumptionPlan> plan() {
    return Optional.ofNullable(resume)
        .map(percent -> new ResumptionPlan(percent, Optional.ofNullable(mode)));
  }

  /** These options as arguments of {@code scripts/loadtest}. */
  public List<String> arguments() {
    List<String> all = new ArrayList<>();
    if (resume != null) {
      all.addAll(List.of("--resume", resume.toString()));
    }
    if (mode != null) {
      all.addAll(List.of("--resume-mode", mode.label()));
    }
    return all;
  }
}
