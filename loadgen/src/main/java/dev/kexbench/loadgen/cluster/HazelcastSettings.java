package dev.kexbench.loadgen.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * All that is chosen of Hazelcast: members are found by the addresses given, and by nothing else.
 */
final class HazelcastSettings {
  private static final String CLUSTER = "kexbench";

  /** How many ports are tried from the first one on. */
  private static final int PORTS = 100;

  /**
   * At how many ports from the given one on others are looked for: whoever had the first may have
   * gone since.
   */
  private static final int JOIN_PORTS = 8;

  private static final int HIGHEST_PORT = 65_535;

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "hazelcast.phone.home.enabled", "false",
          "hazelcast.shutdownhook.enabled", "false",
          "hazelcast.socket.bind.any", "false",
          // Whoever joins is waited for by nobody: agents come one by one.
          "hazelcast.wait.seconds.before.join", "0");

  static {
    // Of the whole process: Hazelcast logs before it reads a configuration.
    System.setProperty("hazelcast.logging.type", "slf4j");
  }

  private HazelcastSettings() {}

  /** What Vert.x asks of Hazelcast, with these addresses. */
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
