package dev.kexbench.loadgen.cluster;

/** Where messages go on the event bus. */
final class Addresses {
  /** All agents, whatever they do. */
  static final String CALL = "kexbench.call";

  private Addresses() {}

  /** One agent. */
  static String agent(String id) {
    return "kexbench.agent." + id;
  }

  /** The coordinator of a run, for those who answer its call. */
  static String available(String run) {
    return "kexbench.run." + run;
  }

  /** The coordinator of a run, for one of its agents. */
  static String run(String run, String agent) {
    return "kexbench.run." + run + "." + agent;
  }

  /** What the keys of a session follow from beside the secret. */
  static String session(Message.Available available) {
    return "session %s %s %s".formatted(available.run(), available.agent(), available.nonce());
  }

  /** What the keys of a call follow from. */
  static String call(String run) {
    return "call " + run;
  }
}
