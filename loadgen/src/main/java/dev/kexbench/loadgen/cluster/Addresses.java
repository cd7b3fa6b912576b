package dev.kexbench.loadgen.cluster;

/** Addresses on the event bus, and the contexts from which session keys are derived. */
final class Addresses {
  /** All agents, free or busy. */
  static final String DISCOVER = "kexbench.call";

  private Addresses() {}

  /** One agent. */
  static String agent(String id) {
    return "kexbench.agent." + id;
  }

  /** The coordinator of a run, for agents that answer its discovery. */
  static String available(String run) {
    return "kexbench.run." + run;
  }

  /** The coordinator of a run, for the agent of one session. */
  static String coordinator(Message.Available available) {
    return "kexbench.run.%s.%s.%s".formatted(available.run(), available.agent(), available.nonce());
  }

  /** The context from which, with the secret, the keys of a session are derived. */
  static String session(Message.Available available) {
    return "session %s %s %s".formatted(available.run(), available.agent(), available.nonce());
  }

  /** The context from which the keys of a discovery are derived. */
  static String discovery(String run) {
    return "call " + run;
  }
}
