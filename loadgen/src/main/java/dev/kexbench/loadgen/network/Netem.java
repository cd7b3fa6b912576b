package dev.kexbench.loadgen.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kexbench.loadgen.machine.SystemCommands;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.results.report.NetworkFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The kernel's netem at both ends of a pair of devices. */
final class Netem implements Carrier {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> inServer;

  /** Makes the devices, which end with the namespaces. */
  Netem(NetworkSpec spec, long serverPid) throws IOException {
    NetworkCommands commands = new NetworkCommands(serverPid, spec);
    inServer = commands.inServer();
    for (List<String> each : commands.netem()) {
      SystemCommands.run(each.toArray(String[]::new));
    }
  }

  /** Whether netem does what is asked for: with a jitter it reorders packets. */
  static boolean suits(NetworkSpec spec) {
    return spec.jitter().isZero() && NetworkSupport.netem();
  }

  @Override
  public String way() {
    return NetworkFigures.NETEM;
  }

  @Override
  public boolean realTime() {
    return true;
  }

  @Override
  public PathMark mark() throws IOException {
    return new PathMark(
        0,
        figures(List.of(), NetworkCommands.GENERATOR_DEVICE),
        figures(inServer, NetworkCommands.SERVER_DEVICE));
  }

  private static DirectionFigures figures(List<String> prefix, String device) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("tc", "-s", "-j", "qdisc", "show", "dev", device));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    return parse(process.getInputStream().readAllBytes());
  }

  /**
   * Reads the output of {@code tc -s -j qdisc show}.
   *
   * @throws IOException if it has no netem
   */
  static DirectionFigures parse(byte[] json) throws IOException {
    for (JsonNode each : JSON.readTree(json)) {
      if (each.path("kind").asText().equals("netem")) {
        return DirectionFigures.counts(
            each.path("packets").asLong(),
            each.path("bytes").asLong(),
            each.path("drops").asLong());
      }
    }
    throw new IOException("tc reports no netem");
  }

  @Override
  public Set<Long> processes() {
    return Set.of();
  }

  @Override
  public void close() {
    // the devices end with the namespaces
  }
}
