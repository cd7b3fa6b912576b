package dev.kexbench.loadgen.plan;

import dev.kexbench.loadgen.transport.SocketTransport;
import dev.kexbench.results.command.OptionHeading;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option for how sockets are driven. */
@OptionHeading("Machine")
public final class TransportOptions {
  @Option(
      names = "--transport",
      paramLabel = "NAME",
      converter = TransportSplit.Converter.class,
      description =
          "How server and generator drive TCP sockets: epoll, io_uring or nio, or SERVER/CLIENT"
              + " such as io_uring/epoll (default: epoll where its library loads, else nio).")
  private TransportSplit transport;

  /** The choice; empty for the default. */
  public Optional<TransportSplit> given() {
    return Optional.ofNullable(transport);
  }

  /** The choice for the own server as arguments of {@code scripts/serve}. */
  public List<String> serverArguments() {
    return given().map(each -> List.of("--transport", each.server().label())).orElse(List.of());
  }

  /** The choice, or the default for both sides. */
  public TransportSplit split() {
    return given().orElseGet(() -> new TransportSplit(SocketTransport.byDefault()));
  }
}
