package dev.kexbench.loadgen.plan;

import dev.kexbench.results.command.Parsed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several networks, in their order, and each path once: with the first of its names. */
public record NetworkList(List<NetworkSpec> networks) {
  private static final String BETWEEN = ";";

  /** Keeps its own copy. */
  public NetworkList {
    Map<NetworkSpec, NetworkSpec> paths = new LinkedHashMap<>();
    networks.forEach(each -> paths.putIfAbsent(each.unnamed(), each));
    networks = List.copyOf(paths.values());
  }

  /** Converter for picocli. */
  public static final class Converter extends Parsed<NetworkList> {
    /** A converter that uses {@link #parse}. */
    public Converter() {
      super(NetworkList::parse);
    }
  }

  /**
   * Parses {@code lan,rtt=100ms,loss=1%,mobile}, where each name of a preset and each {@code rtt}
   * begins a network; or networks with semicolons between them, which these alone separate: {@code
   * lan;mobile,rtt=90ms}.
   *
   * @throws IllegalArgumentException with one line that states what is wrong
   */
  public static NetworkList parse(String text) {
    List<String> specs =
        text.contains(BETWEEN) ? List.of(text.split(BETWEEN, -1)) : separated(text);
    return new NetworkList(specs.stream().map(NetworkSpec::parse).toList());
  }

  private static List<String> separated(String text) {
    List<String> specs = new ArrayList<>();
    for (String part : Arrays.stream(text.split(",", -1)).map(String::strip).toList()) {
      boolean begins = !NetworkText.isKey(part) || part.startsWith(NetworkText.RTT);
      if (specs.isEmpty() || begins) {
        specs.add(part);
      } else {
        int last = specs.size() - 1;
        specs.set(last, specs.get(last) + "," + part);
      }
    }
    return specs;
  }
}
