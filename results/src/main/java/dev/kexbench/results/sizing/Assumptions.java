package dev.kexbench.results.sizing;

import dev.kexbench.results.sizing.SizingReport.Question;
import java.util.ArrayList;
import java.util.List;

/** What the model takes for granted, in sentences for people. */
final class Assumptions {
  private Assumptions() {}

  /** In the order of a handshake's way. */
  static List<String> of(Question question, boolean scaled) {
    List<String> all = new ArrayList<>();
    all.add(
        "Handshakes arrive independently of each other (Poisson), and machines get equal parts of"
            + " them at random.");
    all.add(
        "Connections are spread over the server's event loops at random if each has a listening"
            + " socket, else in turn; each loop serves its own in the order of their arrival, and"
            + " limits its queue as the measured server does; over datagrams, one queue feeds all"
            + " cores.");
    all.add(
        "The time of a handshake is the sum of independent draws from the server's measured"
            + " histograms of stages; the rest of its CPU time is the same for each, one half"
            + " before the ACK and one half after it.");
    all.add(
        "A handshake that finds its event loop idle costs more CPU time, by an amount that is"
            + " fitted to the measured cost over utilisation; of a server with crypto threads, one"
            + " half is for the loop and one half for the thread, each if it is idle. Otherwise the"
            + " cost does not depend on the rate.");
    all.add(
        "The server is warm: its JIT compilers use no CPU time. Its JVM pauses as often per"
            + " handshake as measured, and for as long, and then stops all cores.");
    all.add(
        "Cores are as fast as those that were measured; between runs, service times follow the"
            + " private-key rate that each run measured.");
    all.add(
        "Network, connecting and the client's cryptography take as long as in the run at the lowest"
            + " rate, whose p50 the model is set to. The delay of the load generator counts where a"
            + " measured run is predicted, with the lags of that run, and nowhere else.");
    all.add("Clients do not give up and do not try again.");
    if (question.resumedShare() != null) {
      all.add(
          "Resumed handshakes differ from full ones as measured in runs of both; without these,"
              + " only in the private-key operation.");
    }
    all.add(
        scaled
            ? "The rate over cores follows the Universal Scalability Law, at the lower end of its"
                + " 95 % interval."
            : "Every core of a machine brings as much as a measured one.");
    all.add("The load balancer and the network in front of the machines cost nothing.");
    return List.copyOf(all);
  }
}
