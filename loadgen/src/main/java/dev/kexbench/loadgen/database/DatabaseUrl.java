package dev.kexbench.loadgen.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Checks of a JDBC URL, which every user of the machine can see on the command line. */
final class DatabaseUrl {
  /**
   * A key that ends like one of these, in the syntax of any driver: {@code ?key=}, {@code ;key=}.
   */
  private static final Pattern PASSWORD_KEY =
      Pattern.compile(
          "(pass|password|passwd|passphrase|pwd|secret|token)\\d?\\s*=", Pattern.CASE_INSENSITIVE);

  /** {@code //user:password@host}, and Oracle's {@code thin:user/password@host}. */
  private static final Pattern PASSWORD_OF_USER =
      Pattern.compile("//[^/?#;]*:[^/?#;]*@|:[^:/?#;@]+/[^/?#;@][^?#;@]*@");

  private DatabaseUrl() {}

  /**
   * Refuses what is no JDBC URL, and a URL that holds a password. The messages show no part of it.
   *
   * @throws IllegalArgumentException if it is refused
   */
  static void check(String url) {
    if (!url.startsWith("jdbc:")) {
      throw new IllegalArgumentException(
          "expected a URL such as jdbc:postgresql://host/database?user=kexbench");
    }
    if (holdsPassword(url) || holdsPassword(decoded(url))) {
      throw new IllegalArgumentException(
          "the URL contains a password, which other users can see; put it into a file and give"
              + " --clients-password-file FILE, or set "
              + DatabaseOptions.PASSWORD_VARIABLE);
    }
  }

  private static boolean holdsPassword(String url) {
    return PASSWORD_KEY.matcher(url).find() || PASSWORD_OF_USER.matcher(url).find();
  }

  private static String decoded(String url) {
    try {
      return URLDecoder.decode(url, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return url; // a percent sign of its own, which is for the driver to judge
    }
  }
}
