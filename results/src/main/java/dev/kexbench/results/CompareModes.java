package dev.kexbench.results;

import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The modes of {@code scripts/compare} other than comparing BASE with NEW, as a picocli mixin. */
@OptionHeading("Modes")
final class CompareModes {
  @ArgGroup private final Mode mode = new Mode();

  @OnlyWith("--col")
  @Option(
      names = "--row",
      paramLabel = "KEY[,KEY]",
      split = ",",
      showDefaultValue = Visibility.NEVER,
      description =
          "With --col: the keys that distinguish the rows of a table; there is a table for each"
              + " combination of the others (default: all keys, in one table).")
  private final List<String> rows = new ArrayList<>();

  /** At most one of these. */
  @OptionHeading("Modes")
  private static final class Mode {
    @Option(
        names = "--col",
        paramLabel = "KEY",
        description = "Sets the values of a key side by side, as provider, pool or JDK.")
    private String column;

    @Option(
        names = "--baseline",
        paramLabel = "NAME",
        description =
            "Compares NEW with a baseline of this kind of machine in results/baselines, or with"
                + " CLASS/NAME, one of another kind.")
    private String baseline;

    @Option(
        names = "--keep",
        paramLabel = "NAME",
        description = "Store RESULTS as a baseline, to be committed.")
    private String keep;

    @Option(
        names = "--each",
        description =
            "Compares each of two or more sides with the first, and shows them side by side,"
                + " without verdicts.")
    private boolean each;

    @Option(
        names = "--history",
        description =
            "Shows when rows changed, and by how much, over dated results: any folders that hold"
                + " some, as results/runs; one series for each machine and plan.")
    private boolean history;
  }

  Optional<String> column() {
    return Optional.ofNullable(mode.column);
  }

  Optional<String> baseline() {
    return Optional.ofNullable(mode.baseline);
  }

  Optional<String> keep() {
    return Optional.ofNullable(mode.keep);
  }

  boolean each() {
    return mode.each;
  }

  boolean history() {
    return mode.history;
  }

  /** The keys of {@code --row}. */
  List<String> rows() {
    return rows;
  }
}
