package dev.kexbench.loadgen.network;

import dev.kexbench.loadgen.machine.SystemCommands;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.results.report.NetworkFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The relay's process, and its devices. */
final class Relay implements Carrier {
  /** A small heap, which is never collected for packets, and no file of performance data. */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms32m",
          "-Xmx32m",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED");

  private final HelperProcess process;
  private final boolean realTime;
  private final InterfaceDrops toServer;
  private final InterfaceDrops toGenerator;

  /** Starts the relay and brings both devices up. */
  Relay(NetworkSpec spec, long seed, long serverPid) throws IOException {
    realTime = NetworkSupport.realTime();
    process = new HelperProcess(command(spec, seed, realTime));
    toServer = new InterfaceDrops(process.pid(), NetworkCommands.GENERATOR_DEVICE);
    toGenerator = new InterfaceDrops(serverPid, NetworkCommands.SERVER_DEVICE);
    try {
      process.line(); // both devices exist
      for (List<String> each : new NetworkCommands(serverPid, spec).relay()) {
        SystemCommands.run(each.toArray(String[]::new));
      }
    } catch (IOException e) {
      process.close();
      throw e;
    }
  }

  private static List<String> command(NetworkSpec spec, long seed, boolean realTime) {
    List<String> command = new ArrayList<>();
    if (realTime) {
      command.addAll(List.of("chrt", "--fifo", "1"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(RelayMain.class.getName());
    command.addAll(List.of(spec.toString(), String.valueOf(seed)));
    command.addAll(List.of(NetworkCommands.GENERATOR_DEVICE, NetworkCommands.SERVER_DEVICE));
    return command;
  }

  @Override
  public String way() {
    return NetworkFigures.RELAY;
  }

  @Override
  public boolean realTime() {
    return realTime;
  }

  @Override
  public PathMark mark() throws IOException {
    Iterator<String> words = List.of(process.ask("figures").split(" ")).iterator();
    return new PathMark(
        Long.parseLong(words.next()),
        DirectionFigures.parse(words).withOverrun(toServer.count()),
        DirectionFigures.parse(words).withOverrun(toGenerator.count()));
  }

  @Override
  public Set<Long> processes() {
    return Set.of(process.pid());
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
