package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.identity.IdentityFileException;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that agents and their coordinator share. */
@OptionHeading("Several machines")
public final class ClusterOptions {
  /** Where an agent listens by default, and where a coordinator looks for agents. */
  public static final String DEFAULT_ADDRESS = "127.0.0.1:7701";

  /** How many agents can share an address on loopback, each at a port of its own. */
  private static final int LOOPBACK_PORTS = 32;

  private static final Duration SHORTEST_LOST_AFTER = Duration.ofSeconds(1);

  @OnlyWith("--agents")
  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description =
          "The secret that agents and coordinator share, one line of at least 22 characters"
              + " (default on loopback: a file that only this user can read, created on first use;"
              + " elsewhere required).")
  private Path secretFile;

  @OnlyWith("--agents")
  @Option(
      names = "--lost-after",
      paramLabel = "D",
      defaultValue = "3s",
      description =
          "Time without a heartbeat after which an agent is lost to its run; an agent without its"
              + " coordinator stops half a second earlier. Raise it for slow or busy machines.")
  private Duration lostAfter;

  /**
   * An agent that listens at this address.
   *
   * @throws CommandFailure with exit code 2 if it cannot
   */
  public Member agent(HostPort bind, CryptoBackend backend, SecretFiles.Modes modes) {
    InetSocketAddress at = address(bind, "--bind");
    Identity self = identity(backend, modes, bind.loopback() ? null : "--bind " + bind);
    requireOwn(at, bind);
    try {
      return self.member(TcpBus.listen(at, ports(bind), self.tls()));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot listen at %s (%s); choose another --bind".formatted(bind, e.getMessage()),
          e);
    }
  }

  /**
   * A coordinator of the agents at these addresses.
   *
   * @throws CommandFailure with exit code 2 if it has no secret, or one of them no address
   */
  public Member coordinator(List<HostPort> join, CryptoBackend backend, SecretFiles.Modes modes) {
    List<BusConnector.Range> agents =
        join.stream()
            .map(
                each ->
                    new BusConnector.Range(each.toString(), address(each, "--join"), ports(each)))
            .toList();
    Identity self =
        identity(
            backend,
            modes,
            join.stream()
                .filter(each -> !each.loopback())
                .findFirst()
                .map(each -> "--join " + each)
                .orElse(null));
    String name = "process " + ProcessHandle.current().pid();
    return self.member(TcpBus.connect(name, agents, self.tls()));
  }

  /** On loopback agents share an address; elsewhere the port is fixed, as firewalls need it. */
  private static int ports(HostPort of) {
    return of.loopback() && of.port() != 0 ? LOOPBACK_PORTS : 1;
  }

  /** What is known of a member before it has a bus. */
  private record Identity(ClusterSecret secret, CryptoBackend backend, Duration lostAfter) {
    private ClusterTls tls() {
      return new ClusterTls(secret, backend, new SecureRandom());
    }

    private Member member(ClusterBus bus) {
      return new Member(
          bus,
          secret,
          backend,
          new SecureRandom(),
          System.getProperty("kexbench.commit", "unknown"),
          Catalogue.suites(),
          lostAfter);
    }
  }

  /**
   * The identity that these options describe.
   *
   * @param remote the option that names an address outside of this machine; null if there is none
   */
  private Identity identity(CryptoBackend backend, SecretFiles.Modes modes, String remote) {
    if (lostAfter.compareTo(SHORTEST_LOST_AFTER) < 0) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--lost-after must be at least 1s: members send two heartbeats per second");
    }
    return new Identity(secret(modes, remote), backend, lostAfter);
  }

  private static InetSocketAddress address(HostPort of, String option) {
    InetSocketAddress address = new InetSocketAddress(of.host(), of.port());
    if (address.isUnresolved()) {
      throw new CommandFailure(
          ExitCode.USAGE, "%s: no such host; correct %s".formatted(of, option));
    }
    return address;
  }

  private static void requireOwn(InetSocketAddress address, HostPort bind) {
    try {
      if (NetworkInterface.getByInetAddress(address.getAddress()) == null) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "--bind %s is not an address of this machine; choose one that is".formatted(bind));
      }
    } catch (SocketException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "cannot list this machine's addresses: " + e.getMessage(), e);
    }
  }

  private ClusterSecret secret(SecretFiles.Modes modes, String remote) {
    if (secretFile == null && remote != null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          remote
              + " is not a loopback address: give --secret-file FILE to all agents and the"
              + " coordinator");
    }
    try {
      return secretFile == null
          ? LocalSecret.ofThisUser().read(new SecureRandom())
          : ClusterSecret.of(SecretFiles.readPassword(secretFile, "cluster secret", modes));
    } catch (IdentityFileException | IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--secret-file: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot use this user's own secret (%s); correct that, or give --secret-file FILE"
              .formatted(e.getMessage()),
          e);
    }
  }
}
