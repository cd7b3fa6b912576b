package dev.kexbench.loadgen.server;

import dev.kexbench.core.identity.IdentityFileException;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/** The secret that clients of a statistics port present, as {@code Authorization: Bearer TOKEN}. */
public final class StatsToken {
  /** The environment variable that may contain it. */
  public static final String VARIABLE = "KEXBENCH_STATS_TOKEN";

  /** Visible ASCII, and long enough not to be guessed. */
  private static final String FORM = "[\\x21-\\x7e]{16,512}";

  private final String header;

  /**
   * A token.
   *
   * @throws CommandFailure with exit code 2 if it is too short or contains other characters
   */
  public StatsToken(String token) {
    if (!token.matches(FORM)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the statistics token must be 16 to 512 visible ASCII characters without spaces; 'openssl"
              + " rand -hex 16' prints one");
    }
    this.header = "Bearer " + token;
  }

  /**
   * The token from a file if one is given, else from {@value #VARIABLE}; empty if there is neither.
   *
   * @throws CommandFailure with exit code 2 if the file cannot be read or others can read it
   */
  public static Optional<StatsToken> from(
      Optional<Path> file, Map<String, String> environment, SecretFiles.Modes modes) {
    try {
      return file.map(each -> SecretFiles.readPassword(each, "statistics token", modes))
          .or(() -> Optional.ofNullable(environment.get(VARIABLE)).filter(each -> !each.isEmpty()))
          .map(StatsToken::new);
    } catch (IdentityFileException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  /** The value of the header. */
  public String header() {
    return header;
  }

  /** Whether a request's header presents it, in time that does not depend on where they differ. */
  boolean isPresentedBy(String authorization) {
    return authorization != null && MessageDigest.isEqual(bytes(authorization), bytes(header));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "StatsToken[hidden]";
  }
}
