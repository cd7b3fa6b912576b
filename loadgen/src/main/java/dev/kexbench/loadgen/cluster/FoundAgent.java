package dev.kexbench.loadgen.cluster;

/**
 * An agent that has answered a coordinator's search.
 *
 * @param answer what it answered
 * @param address where it listens, as HOST:PORT
 */
record FoundAgent(Message.Available answer, String address) {
  String name() {
    return answer.agent();
  }

  /** Its name and its address, for messages: {@code a at 127.0.0.1:7701}. */
  String shown() {
    return name() + " at " + address;
  }
}
