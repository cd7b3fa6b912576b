package dev.kexbench.results.report;

import java.util.List;

/**
 * Profiles of server and generator over exactly the measured time of a run.
 *
 * @param events that were asked for, as {@code cpu}
 * @param graphs one for each side and event, in order
 * @param notes what differs from what was asked for, one line each
 */
public record Profile(List<String> events, List<Graph> graphs, List<String> notes) {
  /** Missing collections become empty. */
  public Profile {
    events = Copies.list(events);
    graphs = Copies.list(graphs);
    notes = Copies.list(notes);
  }

  /**
   * A flame graph.
   *
   * @param side {@code server} or {@code client}
   * @param event that was sampled
   * @param tool that sampled it, with its version and the source of its samples
   * @param file the graph, in the folder of the run
   * @param recording its samples in the format of JFR, in the same folder
   * @param samples in the measured time
   * @param top the methods with the most samples of their own, in order
   */
  public record Graph(
      String side,
      String event,
      String tool,
      String file,
      String recording,
      long samples,
      List<Method> top) {
    /** Missing collections become empty. */
    public Graph {
      top = Copies.list(top);
    }
  }

  /**
   * A method.
   *
   * @param name of class and method
   * @param share of the samples that were taken in it, rather than in what it calls
   */
  public record Method(String name, double share) {}
}
