package dev.kexbench.loadgen.target;

import java.util.List;
import java.util.Set;

/**
 * Where a run's own server runs.
 *
 * @param prefix of the command that starts it; empty in this process's network
 * @param address that it listens at
 * @param statisticsAddress that its statistics port listens at
 * @param alongside other processes that are part of the run, such as an emulated network
 */
public record ServerPlace(
    List<String> prefix, String address, String statisticsAddress, Set<Long> alongside) {
  /** On loopback. */
  public static final ServerPlace LOOPBACK =
      new ServerPlace(List.of(), "127.0.0.1", "127.0.0.1", Set.of());

  /** Keeps its own copies. */
  public ServerPlace {
    prefix = List.copyOf(prefix);
    alongside = Set.copyOf(alongside);
  }

  /** Whether only this machine reaches it: then its statistics need no token. */
  boolean onLoopback() {
    return this.equals(LOOPBACK);
  }
}
