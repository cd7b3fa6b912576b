package dev.kexbench.loadgen.machine;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.machine.AllowedCores;
import dev.kexbench.results.machine.CgroupQuota;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cores of the server and of the client, as lists for {@code taskset} ({@code 0-3}); empty if
 * both share all cores.
 */
public record CoreSplit(Optional<String> server, Optional<String> client) {
  private static final Logger LOG = LoggerFactory.getLogger(CoreSplit.class);
  private static final CoreSplit NONE = new CoreSplit(Optional.empty(), Optional.empty());
  private static final String LIST = "\\d+(-\\d+)?(,\\d+(-\\d+)?)*";

  /**
   * Parses {@code auto}, {@code off} or {@code SERVER/CLIENT}.
   *
   * @param ownServer whether there is a server to bind
   */
  public static CoreSplit of(String option, boolean ownServer) {
    if (option.equals("off") || option.equals("auto") && !ownServer) {
      return NONE;
    }
    if (option.equals("auto")) {
      return split(Affinity.cores());
    }
    String[] sides = option.split("/", -1);
    if (sides.length != 2 || !sides[0].matches(LIST) || !sides[1].matches(LIST)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--cores: expected auto, off or SERVER/CLIENT such as 0/1 or 0-3/4-7, was '%s'"
              .formatted(option));
    }
    return new CoreSplit(
        ownServer ? Optional.of(sides[0]) : Optional.empty(), Optional.of(sides[1]));
  }

  /** The server's work is four to five times the client's, so it gets three quarters. */
  private static CoreSplit split(List<Integer> cores) {
    if (cores.size() < 2 || !Affinity.available()) {
      return NONE;
    }
    int forClient = Math.max(1, cores.size() / 4);
    int cut = cores.size() - forClient;
    return new CoreSplit(
        Optional.of(Affinity.list(cores.subList(0, cut))),
        Optional.of(Affinity.list(cores.subList(cut, cores.size()))));
  }

  /**
   * Binds this process, all its current and later threads, to the client's cores.
   *
   * @throws CommandFailure with exit code 2 if either side names a core that is not available
   */
  public CoreSplit bindClient() {
    requireAmong(Affinity.cores());
    try {
      if (client.isPresent()) {
        Affinity.bind(ProcessHandle.current().pid(), client.get());
      }
      return this;
    } catch (IOException e) {
      LOG.warn("cores are not split: {}", e.getMessage());
      return NONE;
    }
  }

  /** The cores of both sides, on which a server may start; empty if it is not bound. */
  public Optional<String> both() {
    return server.map(list -> client.map(other -> list + "," + other).orElse(list));
  }

  /** How many processors a JVM counts once it is bound to the server's cores. */
  public OptionalInt serverProcessors() {
    Double quota = new CgroupQuota(Path.of("/proc"), Path.of("/sys/fs/cgroup")).cores();
    double most = quota == null ? Integer.MAX_VALUE : Math.max(1, Math.ceil(quota));
    return server
        .map(list -> AllowedCores.parse(list).stream().distinct().count())
        .map(bound -> OptionalInt.of((int) Math.min(bound, most)))
        .orElse(OptionalInt.empty());
  }

  /**
   * Binds a server that has started, all its current and later threads, to its cores.
   *
   * @throws IOException if that failed, for example because the process has ended
   */
  public void bindServer(long process) throws IOException {
    if (server.isPresent()) {
      Affinity.bind(process, server.get());
    }
  }

  /**
   * The cores of this process that neither side is bound to; empty if there are none, or if not
   * both sides are bound. To be asked before the client is bound.
   */
  public Optional<String> free() {
    List<Integer> free = new ArrayList<>(Affinity.cores());
    Stream.of(server, client)
        .flatMap(Optional::stream)
        .forEach(list -> free.removeAll(AllowedCores.parse(list)));
    return server.isEmpty() || client.isEmpty() || free.isEmpty()
        ? Optional.empty()
        : Optional.of(Affinity.list(free));
  }

  /** Not checked on a platform that does not report its cores. */
  void requireAmong(List<Integer> cores) {
    List<Integer> missing =
        Stream.of(server, client)
            .flatMap(Optional::stream)
            .flatMap(list -> AllowedCores.parse(list).stream())
            .filter(core -> !cores.contains(core))
            .toList();
    if (!cores.isEmpty() && !missing.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--cores %s: this process may not use core %s, only %s; choose others, or auto"
              .formatted(label(), Affinity.list(missing), Affinity.list(cores)));
    }
  }

  /** How many event loops suit the client: one on each of its own cores, else one per two cores. */
  public int clientLoops() {
    return client
        .map(list -> (int) AllowedCores.parse(list).stream().distinct().count())
        .orElse(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  /** As a plan records it: 0/1, -/1 if the server is not bound by this process, or off. */
  public String label() {
    return client.map(cores -> server.orElse("-") + "/" + cores).orElse("off");
  }
}
