package dev.kexbench.loadgen.cluster;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where a member of a cluster is, and where it looks for others.
 *
 * @param bind its own address; a port that is taken is followed by the next that is free
 * @param join addresses of other members, one of which must be there already, or be this one
 */
public record ClusterSetting(InetSocketAddress bind, List<InetSocketAddress> join) {
  /** Where members are looked for unless told, and the first of them listens. */
  public static final int PORT = 7701;
}
