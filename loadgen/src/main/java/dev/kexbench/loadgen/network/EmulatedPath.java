package dev.kexbench.loadgen.network;

import dev.kexbench.loadgen.machine.SystemCommands;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.NetworkFigures;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's namespace, and the path to it from this process, which runs in a {@link
 * GeneratorNamespace}. A second, plain path is for statistics, so that reading them does not load
 * the emulated one.
 */
public final class EmulatedPath implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmulatedPath.class);

  /** Holds a namespace until its standard input closes. */
  private static final String HOLD = " && echo ready && exec cat > /dev/null";

  private final HelperProcess holder;
  private final NetworkSpec spec;
  private final Carrier carrier;
  private final List<String> serverCommand;

  private EmulatedPath(HelperProcess holder, NetworkSpec spec, long seed) throws IOException {
    this.holder = holder;
    this.spec = spec;
    holder.line(); // it is in its namespace
    NetworkCommands commands = new NetworkCommands(holder.pid(), spec);
    serverCommand = commands.inServer();
    for (List<String> each : commands.statistics()) {
      SystemCommands.run(each.toArray(String[]::new));
    }
    carrier =
        Netem.suits(spec) ? new Netem(spec, holder.pid()) : new Relay(spec, seed, holder.pid());
  }

  /**
   * Makes namespace and path.
   *
   * @param seed decides which packets are lost, and the jitter; netem has its own
   * @throws CommandFailure with exit code 2 and one line if that is not possible here
   */
  public static EmulatedPath start(NetworkSpec spec, long seed) {
    if (!GeneratorNamespace.inside()) {
      throw new IllegalStateException("start the path in a process of GeneratorNamespace");
    }
    HelperProcess holder = null;
    try {
      holder =
          new HelperProcess(
              List.of(
                  "unshare", "--net", "--", "sh", "-c", GeneratorNamespace.prepare(spec) + HOLD));
      return new EmulatedPath(holder, spec, seed);
    } catch (IOException e) {
      closeQuietly(holder);
      throw new CommandFailure(
          ExitCode.USAGE, "cannot make the emulated network: " + e.getMessage(), e);
    }
  }

  private static void closeQuietly(HelperProcess holder) {
    try {
      if (holder != null) {
        holder.close();
      }
    } catch (IOException e) {
      LOG.warn("the server's network was already closed: {}", e.getMessage());
    }
  }

  /** The prefix of a command that starts a process in the server's namespace. */
  public List<String> serverCommand() {
    return serverCommand;
  }

  /** The server's address at the end of the emulated path. */
  public String serverAddress() {
    return NetworkCommands.SERVER_ADDRESS;
  }

  /** The server's address for statistics, at the end of the plain path. */
  public String serverStatsAddress() {
    return NetworkCommands.SERVER_STATS_ADDRESS;
  }

  /** The addresses on the emulated path that the generator connects from. */
  public List<String> generatorAddresses() {
    List<String> all = NetworkCommands.generatorAddresses();
    return spec.fastOpen() ? all.subList(0, FastOpen.MOST_ADDRESSES) : all;
  }

  /** The processes of the path itself. */
  public Set<Long> processes() {
    Set<Long> all = new HashSet<>(carrier.processes());
    all.add(holder.pid());
    return all;
  }

  /**
   * The state at this moment, for {@link #since}.
   *
   * @throws CommandFailure if the path has ended
   */
  public PathMark mark() {
    try {
      return carrier.mark();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "the emulated network has ended during the test: " + e.getMessage(), e);
    }
  }

  /** What the path has done since then. */
  public NetworkFigures since(PathMark earlier) {
    return mark().since(earlier, spec, carrier);
  }

  /** Ends path and namespace; the server should have ended before. */
  @Override
  public void close() {
    try {
      carrier.close();
    } catch (IOException e) {
      LOG.warn("the relay's input was already closed: {}", e.getMessage());
    }
    closeQuietly(holder);
  }
}
