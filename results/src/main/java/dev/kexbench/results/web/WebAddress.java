package dev.kexbench.results.web;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Parsed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where pages are served: {@code 127.0.0.1:8080}, {@code [::1]:0}.
 *
 * @param port 0 for a free one
 */
public record WebAddress(String host, int port) {
  /** On this machine only, at a free port. */
  public static final String USUAL = "127.0.0.1:0";

  private static final Pattern FORM =
      Pattern.compile("(?:([^\\s:/\\[\\]]+)|\\[([\\p{XDigit}:.]+)]):(\\d{1,5})");

  private static final Pattern NUMERIC =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[\\p{XDigit}:.]+]");

  private static final int LAST_PORT = 65_535;
  private static final int USUAL_OF_HTTP = 80;

  /**
   * Parses {@code HOST:PORT}.
   *
   * @throws IllegalArgumentException with a message that names the expected form
   */
  public static WebAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "expected HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080, was '" + text + "'");
    }
    int port = Integer.parseInt(form.group(3));
    if (port > LAST_PORT) {
      throw new IllegalArgumentException("a port must be 0 to 65535, was " + port);
    }
    return new WebAddress(form.group(1) != null ? form.group(1) : form.group(2), port);
  }

  /**
   * The address to listen on.
   *
   * @throws CommandFailure with exit code 2 if the host cannot be resolved
   */
  InetSocketAddress socket() {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException unknown) {
      throw new CommandFailure(
          ExitCode.USAGE, "cannot resolve '%s'; give an address of this machine".formatted(host));
    }
  }

  /** Whether only this machine can connect. */
  public boolean loopback() {
    return socket().getAddress().isLoopbackAddress();
  }

  /** The same host with the port that the system has chosen. */
  WebAddress at(int chosen) {
    return new WebAddress(host, chosen);
  }

  /**
   * Whether a request's {@code Host} is one under which this server is known: a numeric address,
   * {@code localhost} or the name that it was started with. Any other name may be an attacker's
   * that now resolves to this machine.
   */
  boolean isMeant(String header) {
    String text = header == null ? "" : header.toLowerCase(Locale.ROOT);
    String suffix = ":" + port;
    boolean stated = text.endsWith(suffix);
    if (!stated && port != USUAL_OF_HTTP) { // browsers leave that one out
      return false;
    }
    String name = stated ? text.substring(0, text.length() - suffix.length()) : text;
    return NUMERIC.matcher(name).matches()
        || name.equals("localhost")
        || name.equals(host.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** Converter for picocli. */
  public static final class Converter extends Parsed<WebAddress> {
    public Converter() {
      super(WebAddress::parse);
    }
  }
}
