package dev.kexbench.loadgen.network;

import dev.kexbench.loadgen.plan.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The command lines that make devices, addresses and netem, run in the generator's namespace. The
 * addresses are from the range for benchmarks (RFC 2544, section C.2.2); the namespaces have no way
 * out, so that they meet no others.
 */
final class NetworkCommands {
  /** The path's devices at the generator's end and at the server's end. */
  static final String GENERATOR_DEVICE = "kexbench-gen";

  static final String SERVER_DEVICE = "kexbench-srv";

  static final String SERVER_ADDRESS = "198.18.0.200";
  static final String SERVER_STATS_ADDRESS = "198.19.0.2";

  private static final String GENERATOR_STATS_ADDRESS = "198.19.0.1";
  private static final String PREFIX = "/24";

  /** With 28,232 ports each by default, these suffice for 225,856 connections. */
  private static final int GENERATOR_ADDRESSES = 8;

  /** Packets that wait for the relay to read them; the default of 500 is two bursts of a server. */
  private static final String WAITING = "10000";

  private static final String GENERATOR_MAC = "02:00:00:00:00:01";
  private static final String SERVER_MAC = "02:00:00:00:00:02";
  private static final double MICROS = 1e3;

  private final String serverPid;
  private final NetworkSpec spec;

  /** The commands for a path to the namespace of this process. */
  NetworkCommands(long serverPid, NetworkSpec spec) {
    this.serverPid = String.valueOf(serverPid);
    this.spec = spec;
  }

  static List<String> generatorAddresses() {
    return IntStream.rangeClosed(1, GENERATOR_ADDRESSES).mapToObj(n -> "198.18.0." + n).toList();
  }

  /** The prefix of a command that runs in the server's namespace. */
  List<String> inServer() {
    return List.of("nsenter", "--net=/proc/" + serverPid + "/ns/net", "--");
  }

  /** A plain pair of devices for statistics. */
  List<List<String>> statistics() {
    return List.of(
        words("ip link add kexbench-st0 type veth peer name kexbench-st1 netns " + serverPid),
        words("ip addr add " + GENERATOR_STATS_ADDRESS + PREFIX + " dev kexbench-st0"),
        words("ip link set kexbench-st0 up"),
        server("ip addr add " + SERVER_STATS_ADDRESS + PREFIX + " dev kexbench-st1"),
        server("ip link set kexbench-st1 up"));
  }

  /** Once the relay has made both TUN devices: moves one and brings both up. */
  List<List<String>> relay() {
    List<List<String>> commands = new ArrayList<>();
    commands.add(words("ip link set dev " + SERVER_DEVICE + " netns " + serverPid));
    String options = " txqueuelen " + WAITING + " mtu " + spec.mtu();
    commands.add(words("ip link set dev " + GENERATOR_DEVICE + options));
    commands.add(server("ip link set dev " + SERVER_DEVICE + options));
    commands.addAll(addresses());
    return commands;
  }

  /** A pair of devices with netem at both ends; with known neighbours, so that no ARP is needed. */
  List<List<String>> netem() {
    List<List<String>> commands = new ArrayList<>();
    commands.add(
        words(
            "ip link add %s address %s type veth peer name %s address %s netns %s"
                .formatted(GENERATOR_DEVICE, GENERATOR_MAC, SERVER_DEVICE, SERVER_MAC, serverPid)));

    String options = " gso_max_segs 1 mtu " + spec.mtu();
    // Segments as large as the path's packets: netem counts and delays what it is given.
    commands.add(words("ip link set dev " + GENERATOR_DEVICE + options));
    commands.add(server("ip link set dev " + SERVER_DEVICE + options));
    commands.add(words("tc qdisc add dev " + GENERATOR_DEVICE + " root " + netemOptions()));
    commands.add(server("tc qdisc add dev " + SERVER_DEVICE + " root " + netemOptions()));
    commands.addAll(addresses());
    commands.add(neighbour(words(""), SERVER_ADDRESS, SERVER_MAC, GENERATOR_DEVICE));
    generatorAddresses()
        .forEach(each -> commands.add(neighbour(inServer(), each, GENERATOR_MAC, SERVER_DEVICE)));
    return commands;
  }

  private List<List<String>> addresses() {
    List<List<String>> commands = new ArrayList<>();
    for (String address : generatorAddresses()) {
      commands.add(words("ip addr add " + address + PREFIX + " dev " + GENERATOR_DEVICE));
    }
    commands.add(words("ip link set " + GENERATOR_DEVICE + " up"));
    commands.add(server("ip addr add " + SERVER_ADDRESS + PREFIX + " dev " + SERVER_DEVICE));
    commands.add(server("ip link set " + SERVER_DEVICE + " up"));
    return commands;
  }

  /** What netem does with the packets that leave a device. */
  String netemOptions() {
    StringBuilder options = new StringBuilder("netem limit ").append(limit());
    options.append(String.format(Locale.ROOT, " delay %.3fus", spec.oneWayNanos() / MICROS));
    if (spec.burst() > 1) {
      double ending = 1.0 / spec.burst();
      double beginning = spec.loss() * ending / (1 - spec.loss());
      options.append(
          String.format(Locale.ROOT, " loss gemodel %.6f%% %.6f%%", beginning * 100, ending * 100));
    } else if (spec.loss() > 0) {
      options.append(String.format(Locale.ROOT, " loss random %.6f%%", spec.loss() * 100));
    }
    if (spec.bitsPerSecond() > 0) {
      options.append(" rate ").append(spec.bitsPerSecond()).append("bit");
    }
    return options.toString();
  }

  /** Packets that netem holds: those that are under way, and those that wait for the link. */
  private long limit() {
    long most = 1_000_000;
    if (spec.bitsPerSecond() == 0) {
      return most;
    }
    double bytes = spec.bitsPerSecond() / 8e9 * (PathModel.queueNanos(spec) + spec.oneWayNanos());
    return Math.min(most, (long) Math.ceil(bytes / spec.mtu()));
  }

  private static List<String> neighbour(
      List<String> prefix, String address, String mac, String device) {
    String command = "ip neigh replace %s lladdr %s nud permanent dev %s";
    return joined(prefix, words(command.formatted(address, mac, device)));
  }

  private List<String> server(String command) {
    return joined(inServer(), words(command));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static List<String> words(String command) {
    return command.isEmpty() ? List.of() : List.of(command.split(" "));
  }
}
