package dev.kexbench.loadgen.cluster;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The address of a cluster member, and where it looks for others.
 *
 * @param bind its own address; if the port is in use, the next free one
 * @param join addresses of members, at least one of which is running or is this member
 */
public record ClusterSetting(InetSocketAddress bind, List<InetSocketAddress> join) {
  /** The default port: the first member listens there, and others look for it there. */
  public static final int PORT = 7701;
}
