package dev.kexbench.loadgen.run;

/** The outcome of one probed rate. */
public enum ProbeAnswer {
  /** It met the objective. */
  MET,
  /** The server missed the objective. */
  MISSED,
  /** The generator was the bottleneck: the measurement shows nothing about the server. */
  INCONCLUSIVE
}
