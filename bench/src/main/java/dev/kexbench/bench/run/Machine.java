package dev.kexbench.bench.run;

/**
 * The crypto providers and cores of the machine that measures.
 *
 * @param cores that this process may use
 */
public record Machine(Providers providers, int cores) {
  /** This machine. */
  public static Machine here() {
    return new Machine(Providers.here(), Runtime.getRuntime().availableProcessors());
  }
}
