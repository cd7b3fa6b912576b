package dev.kexbench.loadgen.run;

/** What became of a rate that was tried. */
public enum ProbeAnswer {
  /** It kept the promise. */
  KEPT,
  /** The server broke the promise. */
  BROKEN,
  /** The generator gave out: what was measured says nothing about the server. */
  UNBELIEVABLE
}
