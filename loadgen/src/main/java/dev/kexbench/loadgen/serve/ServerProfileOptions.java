package dev.kexbench.loadgen.serve;

import dev.kexbench.loadgen.server.ServerProfile;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.profile.ProfileEvent;
import dev.kexbench.results.profile.Profiler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The options by which a load test prepares its own server to be profiled. */
final class ServerProfileOptions {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProfileOptions.class);

  @Option(
      names = "--profile",
      hidden = true,
      split = ",",
      paramLabel = "EVENT",
      description = "Be ready to record these events.")
  private List<ProfileEvent> events = new ArrayList<>();

  @Option(
      names = "--profile-file",
      hidden = true,
      paramLabel = "FILE",
      description = "Where the recording goes.")
  private Path file;

  /** The profile, ready to start; empty if none was asked for. */
  Optional<ServerProfile> profile() {
    if (events.isEmpty() || file == null) {
      return Optional.empty();
    }
    try {
      Profiler profiler = Profiler.of(events);
      profiler.fallback().ifPresent(LOG::warn);
      return Optional.of(new ServerProfile(profiler, file));
    } catch (IllegalStateException e) {
      throw new CommandFailure(ExitCode.USAGE, "--profile: " + e.getMessage(), e);
    }
  }
}
