package dev.kexbench.loadgen.network;

import java.io.IOException;
import java.util.Set;

/** What carries the packets between the two namespaces. */
interface Carrier extends AutoCloseable {
  /** What this is called in a report, see {@code NetworkFigures}. */
  String way();

  /** Whether it runs at real-time priority. */
  boolean realTime();

  /** What it has done since its start. */
  PathMark mark() throws IOException;

  /** Its processes. */
  Set<Long> processes();

  @Override
  void close() throws IOException;
}
