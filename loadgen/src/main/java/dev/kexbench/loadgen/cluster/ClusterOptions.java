package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.identity.IdentityFileException;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
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

/** The options for where agents and their coordinator meet; the same for both. */
@OptionHeading("Several machines")
public final class ClusterOptions {
  private static final Duration SHORTEST_LOST_AFTER = Duration.ofSeconds(1);
  private static final String DEFAULT_ADDRESS = "127.0.0.1:" + ClusterSetting.PORT;

  @Option(
      names = "--join",
      split = ",",
      paramLabel = "HOST:PORT",
      defaultValue = DEFAULT_ADDRESS,
      converter = HostPort.Converter.class,
      description = "Addresses of cluster members: the --bind of at least one of them.")
  private List<HostPort> join;

  @Option(
      names = "--bind",
      paramLabel = "HOST:PORT",
      defaultValue = DEFAULT_ADDRESS,
      converter = HostPort.Converter.class,
      description = "This member's address; if the port is in use, the next free one.")
  private HostPort bind;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description =
          "The secret that all members share, one line of at least 22 characters; required unless"
              + " bound to loopback (default: none).")
  private Path secretFile;

  @Option(
      names = "--lost-after",
      paramLabel = "D",
      defaultValue = "3s",
      description =
          "Time without a heartbeat after which an agent is lost to its run; an agent without its"
              + " coordinator stops half a second earlier. Raise it for slow or busy machines.")
  private Duration lostAfter;

  /** Whether only this machine can reach this member. */
  public boolean onLoopback() {
    return bind.loopback();
  }

  /** The requested address; if its port is in use, the member takes a later one. */
  public HostPort bind() {
    return bind;
  }

  /**
   * Joins the cluster.
   *
   * @param within how long to wait until it forms
   * @throws CommandFailure with exit code 2 if it cannot; caused by {@link ClusterBus.NotFormed} if
   *     the time was too short
   */
  public Member member(CryptoBackend backend, SecretFiles.Modes modes, Duration within) {
    if (lostAfter.compareTo(SHORTEST_LOST_AFTER) < 0) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--lost-after must be at least 1s: members send two heartbeats per second");
    }
    ClusterSecret secret = secret(modes);
    requireOwn(address(bind));
    try {
      return new Member(
          ClusterBus.join(
              new ClusterSetting(
                  address(bind), join.stream().map(ClusterOptions::address).toList()),
              within),
          secret,
          backend,
          new SecureRandom(),
          System.getProperty("kexbench.commit", "unknown"),
          Catalogue.all().stream().map(Exchange::name).toList(),
          lostAfter);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot join a cluster at %s (%s); correct --bind or --join"
              .formatted(bind, e.getMessage()),
          e);
    }
  }

  private static InetSocketAddress address(HostPort of) {
    InetSocketAddress address = new InetSocketAddress(of.host(), of.port());
    if (address.isUnresolved()) {
      throw new CommandFailure(
          ExitCode.USAGE, "%s: no such host; correct --bind or --join".formatted(of));
    }
    return address;
  }

  private void requireOwn(InetSocketAddress address) {
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

  private ClusterSecret secret(SecretFiles.Modes modes) {
    if (secretFile == null) {
      if (onLoopback()) {
        return ClusterSecret.none();
      }
      throw new CommandFailure(
          ExitCode.USAGE,
          "--bind %s is reachable from other machines: give --secret-file FILE to all members"
              .formatted(bind));
    }
    try {
      return ClusterSecret.of(SecretFiles.readPassword(secretFile, "cluster secret", modes));
    } catch (IdentityFileException | IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--secret-file: " + e.getMessage(), e);
    }
  }
}
