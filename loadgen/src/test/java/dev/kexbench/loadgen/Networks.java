package dev.kexbench.loadgen;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Networks of their own for several processes on this machine: a bridge, and for each of them a
 * network namespace with a cable to it. Needs root and iproute2.
 */
final class Networks implements AutoCloseable {
  private static final String PREFIX = "10.213.77.";

  private final Path home;
  private final String mark = "kx" + ProcessHandle.current().pid() % 100_000;
  private final List<String> spaces = new ArrayList<>();

  private Networks(Path home) {
    this.home = home;
  }

  /** Whether this process may make some. */
  static boolean possible(Path home) {
    if (!ForeignPrograms.has("ip") || !Files.isWritable(Path.of("/proc/sys/net/ipv4/ip_forward"))) {
      return false;
    }
    try (Networks probe = new Networks(home)) {
      return probe.tried("netns", "add", probe.mark + "p");
    }
  }

  /** Namespaces of so many, the bridge at {@link #bridge}. */
  static Networks of(int count, Path home) {
    Networks networks = new Networks(home);
    networks.ip("link", "add", networks.mark, "type", "bridge");
    networks.ip("addr", "add", bridge() + "/24", "dev", networks.mark);
    networks.ip("link", "set", networks.mark, "up");
    for (int i = 0; i < count; i++) {
      networks.add(i);
    }
    return networks;
  }

  private void add(int index) {
    String space = mark + index;
    spaces.add(space);
    ip("netns", "add", space);
    ip("link", "add", cable(index), "type", "veth", "peer", "name", "eth0", "netns", space);
    ip("link", "set", cable(index), "master", mark);
    ip("link", "set", cable(index), "up");
    ip("-n", space, "addr", "add", address(index) + "/24", "dev", "eth0");
    ip("-n", space, "link", "set", "eth0", "up");
    ip("-n", space, "link", "set", "lo", "up");
  }

  private String cable(int index) {
    return mark + "v" + index;
  }

  /** Where this machine is to them. */
  static String bridge() {
    return PREFIX + 1;
  }

  /** Where one of them is. */
  static String address(int index) {
    return PREFIX + (2 + index);
  }

  /** What starts a program in the namespace. */
  List<String> starter(int index) {
    return List.of("ip", "netns", "exec", spaces.get(index));
  }

  /** Pulls the cable. */
  void cut(int index) {
    ip("link", "set", cable(index), "down");
  }

  private void ip(String... words) {
    ForeignPrograms.run(home, command(words));
  }

  private boolean tried(String... words) {
    try {
      ip(words);
      return true;
    } catch (AssertionError | RuntimeException refused) {
      return false; // which is the question
    }
  }

  private static List<String> command(String... words) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words));
    return command;
  }

  @Override
  public void close() {
    for (int i = 0; i < spaces.size(); i++) {
      tried("link", "del", cable(i));
      tried("netns", "del", spaces.get(i));
    }
    tried("netns", "del", mark + "p");
    tried("link", "del", mark);
  }
}
