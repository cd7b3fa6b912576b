package dev.kexbench.bench.suite;

/** How long a JCA cipher and its key schedule live: what there is to be saved by keeping them. */
public enum CipherLife {
  /** Made and keyed once: the operation alone. */
  KEPT,
  /** Made once, keyed for each use: {@code init} and the operation. */
  KEYED_AGAIN,
  /** Made and keyed for each use: {@code getInstance}, {@code init} and the operation. */
  NEW
}
