package dev.kexbench.loadgen.serve;

import dev.kexbench.results.command.OptionHeading;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The option for keys that change while the server runs. */
@OptionHeading("Server")
final class KeyRotationOptions {
  @Option(
      names = "--key-overlap",
      paramLabel = "D",
      defaultValue = "1h",
      description =
          "How long clients that use the previous key are served after the files of the server's"
              + " key pair were replaced; for kx1-* with such a key.")
  private Duration overlap;

  Duration overlap() {
    return overlap;
  }
}
