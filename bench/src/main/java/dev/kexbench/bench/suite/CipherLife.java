package dev.kexbench.bench.suite;

/** How long a JCA cipher and its key schedule are kept, which shows what keeping them saves. */
public enum CipherLife {
  /** Created and keyed once: the operation alone. */
  KEPT,
  /** Created once, keyed for each use: {@code init} and the operation. */
  KEYED_AGAIN,
  /** Created and keyed for each use: {@code getInstance}, {@code init} and the operation. */
  NEW
}
