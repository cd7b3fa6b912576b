package dev.kexbench.loadgen.target;

import dev.kexbench.results.command.Parsed;
import java.net.URI;
import java.net.URISyntaxException;

/** The picocli converter of a statistics port's URL, {@code http://HOST:PORT}. */
final class StatsUrl extends Parsed<URI> {
  StatsUrl() {
    super(StatsUrl::parse);
  }

  /**
   * Parses a URL.
   *
   * @throws IllegalArgumentException with a message that states how to write what was meant
   */
  static URI parse(String text) {
    String expected = "expected a URL such as http://127.0.0.1:7444, was '" + text + "'";
    if (!text.contains("://")) {
      throw new IllegalArgumentException(expected + "; write http://" + text);
    }
    try {
      URI url = new URI(text);
      if (!"http".equals(url.getScheme()) || url.getHost() == null) {
        throw new IllegalArgumentException(expected);
      }
      return url;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(expected, e);
    }
  }
}
