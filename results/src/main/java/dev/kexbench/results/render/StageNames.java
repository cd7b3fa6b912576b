package dev.kexbench.results.render;

import dev.kexbench.results.report.Stage;
import java.util.List;

/** How the stages of a handshake are called where people read of them, and in which order. */
public final class StageNames {
  /** From the whole to its parts; the generator's own delay last. */
  public static final List<Stage> IN_ORDER =
      List.of(
          Stage.TOTAL,
          Stage.SERVICE,
          Stage.CLIENT_CRYPTO,
          Stage.CONNECT,
          Stage.EXCHANGE,
          Stage.LAG);

  private StageNames() {}

  /** The name of one. */
  public static String of(Stage stage) {
    return switch (stage) {
      case TOTAL -> "from due time";
      case SERVICE -> "from start";
      case CLIENT_CRYPTO -> "client crypto";
      case CONNECT -> "connect";
      case EXCHANGE -> "exchange";
      case LAG -> "generator lag";
    };
  }
}
