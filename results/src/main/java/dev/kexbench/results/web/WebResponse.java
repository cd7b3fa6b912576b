package dev.kexbench.results.web;

/**
 * An answer to a request.
 *
 * @param status as of HTTP
 * @param type of the content
 * @param policy what a browser lets the content do, as a Content-Security-Policy
 */
public record WebResponse(int status, String type, String content, String policy) {
  /** Nothing may be loaded, and nothing runs. */
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  /** A page. */
  public static WebResponse page(int status, String html, String policy) {
    return new WebResponse(status, "text/html; charset=utf-8", html, policy);
  }

  /** One line of text. */
  public static WebResponse text(int status, String line) {
    return of(status, "text/plain; charset=utf-8", line + "\n");
  }

  /** Content that is not a page. */
  public static WebResponse of(int status, String type, String content) {
    return new WebResponse(status, type, content, NOTHING);
  }
}
