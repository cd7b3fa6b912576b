package dev.kexbench.loadgen.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** The Hazelcast configuration. Members are found only by the given addresses. */
final class HazelcastSettings {
  private static final String CLUSTER = "kexbench";

  /** Number of ports to try to bind, starting with the given one. */
  private static final int PORTS = 100;

  /**
   * Number of ports at which to look for a member, starting with the given one: the member that had
   * that port may have left.
   */
  private static final int JOIN_PORTS = 8;

  private static final int HIGHEST_PORT = 65_535;

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "hazelcast.phone.home.enabled", "false",
          "hazelcast.shutdownhook.enabled", "false",
          "hazelcast.socket.bind.any", "false",
          // No wait for more members: agents join one at a time.
          "hazelcast.wait.seconds.before.join", "0");

  static {
    // Set for the whole process: Hazelcast logs before it reads a configuration.
    System.setProperty("hazelcast.logging.type", "slf4j");
  }

  private HazelcastSettings() {}

  /** Vert.x' default configuration with these addresses. */
  static Config of(ClusterSetting setting) {
    Config config = ConfigUtil.loadConfig();
    config.setClusterName(CLUSTER);
    PROPERTIES.forEach(config::setProperty);
    NetworkConfig network = config.getNetworkConfig();
    network.setPort(setting.bind().getPort()).setPortAutoIncrement(true).setPortCount(PORTS);
    network.getInterfaces().setEnabled(true).addInterface(host(setting.bind()));
    JoinConfig join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(List.of());
    for (InetSocketAddress each : setting.join()) {
      int beyond = Math.min(each.getPort() + JOIN_PORTS, HIGHEST_PORT + 1);
      for (int port = each.getPort(); port < beyond; port++) {
        join.getTcpIpConfig().addMember(host(each) + ":" + port);
      }
    }
    return config;
  }

  static String host(InetSocketAddress address) {
    return address.getAddress().getHostAddress();
  }
}
