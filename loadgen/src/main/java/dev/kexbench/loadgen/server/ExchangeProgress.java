package dev.kexbench.loadgen.server;

/** How far a connection's current exchange has got. */
enum ExchangeProgress {
  /** No exchange has started, or the last one has ended. */
  NONE,
  /** The role holds part of the first frame. */
  STARTED,
  /** The crypto task for the first frame is pending. */
  COMPUTING,
  /** The first frame has been answered, and the CONFIRM is due. */
  CONFIRM_DUE,
  /** The crypto task for a later frame is pending; the CONFIRM is still due. */
  CONFIRM_COMPUTING;

  boolean computing() {
    return this == COMPUTING || this == CONFIRM_COMPUTING;
  }

  /** The role has taken part of a frame. */
  ExchangeProgress partOfFrame() {
    return this == NONE ? STARTED : this;
  }

  /** A crypto task starts. */
  ExchangeProgress compute() {
    return this == CONFIRM_DUE ? CONFIRM_COMPUTING : COMPUTING;
  }

  /** The crypto task, if there is one, has ended; its step decides what follows. */
  ExchangeProgress computed() {
    return switch (this) {
      case COMPUTING -> NONE;
      case CONFIRM_COMPUTING -> CONFIRM_DUE;
      default -> this;
    };
  }
}
