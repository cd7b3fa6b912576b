package dev.kexbench.core;

import dev.kexbench.core.exchange.TlsEngine;
import java.util.Optional;

/**
 * Which engine an exchange of TLS has that is named without one.
 *
 * @param engine the only one; empty for the fastest that supports the suite
 * @param every whether the name stands for the suite with each of its engines
 */
public record EngineChoice(Optional<TlsEngine> engine, boolean every) {
  /** The fastest engine that supports the suite and is available here. */
  public static final EngineChoice FASTEST = new EngineChoice(Optional.empty(), false);

  /** Each engine that supports the suite and is available here. */
  public static final EngineChoice EVERY = new EngineChoice(Optional.empty(), true);

  private static final String ALL = "all";

  /** This engine only. */
  public static EngineChoice of(TlsEngine engine) {
    return new EngineChoice(Optional.of(engine), false);
  }

  /**
   * Parses an engine's label, or all.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static EngineChoice parse(String text) {
    if (text.equals(ALL)) {
      return EVERY;
    }
    return TlsEngine.labelled(text)
        .map(EngineChoice::of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown TLS engine '%s'; choose one of %s, %s"
                        .formatted(text, TlsEngine.labels(), ALL)));
  }

  @Override
  public String toString() {
    return every ? ALL : engine.map(TlsEngine::label).orElse("fastest");
  }
}
