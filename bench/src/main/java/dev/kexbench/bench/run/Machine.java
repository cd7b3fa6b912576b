package dev.kexbench.bench.run;

/**
 * What this machine can measure.
 *
 * @param cores that this process may use
 */
public record Machine(Providers providers, int cores) {
  /** This machine. */
  public static Machine here() {
    return new Machine(Providers.here(), Runtime.getRuntime().availableProcessors());
  }
}
