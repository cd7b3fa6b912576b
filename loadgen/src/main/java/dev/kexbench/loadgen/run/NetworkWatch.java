package dev.kexbench.loadgen.run;

import dev.kexbench.core.exchange.DatagramExchange;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.loadgen.network.EmulatedPath;
import dev.kexbench.loadgen.network.PathMark;
import dev.kexbench.results.report.NetworkFigures;

/** Asks the emulated network what it does in the measured time. */
public final class NetworkWatch {
  private final EmulatedPath path;
  private final boolean datagrams;
  private PathMark before;
  private NetworkFigures figures;

  /** A watch of the path that this exchange takes. */
  public NetworkWatch(EmulatedPath path, Exchange exchange) {
    this.path = path;
    this.datagrams = exchange instanceof DatagramExchange;
  }

  void begin() {
    before = path.mark();
  }

  void end() {
    figures = path.since(before);
  }

  /** What it did in the measured time that ended last. */
  NetworkObservation observed() {
    return new NetworkObservation(figures, datagrams);
  }
}
