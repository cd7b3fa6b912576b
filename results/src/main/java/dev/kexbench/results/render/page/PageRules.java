package dev.kexbench.results.render.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a browser may do with a page that is served: run the scripts of this project only. */
public final class PageRules {
  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

  private PageRules() {}

  /**
   * The Content-Security-Policy of every page, which names its scripts by their hashes, and those
   * that the server serves as files. Styles may be inline: bars have their lengths in them.
   */
  public static String policy() {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self' " + hashes(),
        "style-src 'self' 'unsafe-inline'",
        "img-src data: blob:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'");
  }

  /** Of the scripts that a page without content has, so that none can come from content. */
  private static String hashes() {
    String empty = new Page("", "", List.of()).html();
    return SCRIPT
        .matcher(empty)
        .results()
        .map(found -> found.group(1))
        .map(PageRules::hash)
        .collect(Collectors.joining(" "));
  }

  private static String hash(String script) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
