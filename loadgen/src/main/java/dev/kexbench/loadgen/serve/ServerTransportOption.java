package dev.kexbench.loadgen.serve;

import dev.kexbench.core.exchange.DatagramExchange;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.loadgen.transport.SocketTransport;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Parsed;
import picocli.CommandLine.Option;

/** The option for how a server drives its sockets. */
@OptionHeading("Server")
final class ServerTransportOption {
  @Option(
      names = "--transport",
      paramLabel = "NAME",
      converter = Converter.class,
      description =
          "How the server drives TCP sockets: epoll, io_uring or nio (default: epoll where its"
              + " library loads, else nio).")
  private SocketTransport transport;

  static final class Converter extends Parsed<SocketTransport> {
    Converter() {
      super(SocketTransport::usable);
    }
  }

  /**
   * The transport of a server of this exchange.
   *
   * @throws CommandFailure with exit code 2 if it has no use
   */
  SocketTransport of(Exchange exchange) {
    if (transport != null && exchange instanceof DatagramExchange) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--transport is for TCP, and %s runs over UDP; leave it out".formatted(exchange.name()));
    }
    return transport == null ? SocketTransport.byDefault() : transport;
  }
}
