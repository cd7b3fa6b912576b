package dev.kexbench.loadgen.command;

import dev.kexbench.results.command.Parsed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address to listen on or to connect to: {@code 127.0.0.1:7443}, {@code [::1]:0}. */
public record HostPort(String host, int port) {
  /** A URL: its scheme, its host, and its port, if it has one. */
  private static final Pattern URL =
      Pattern.compile("(\\w[\\w+.-]*)://(?:[^/@]*@)?(\\[[^\\]]*\\]|[^/:?#]*)(?::(\\d+))?");

  private static final Map<String, String> DEFAULT_PORTS = Map.of("https", "443", "http", "80");

  /**
   * Parses {@code HOST:PORT}.
   *
   * @throws IllegalArgumentException with a message that names the expected form
   */
  public static HostPort parse(String text) {
    Matcher url = URL.matcher(text);
    if (url.lookingAt()) {
      throw new IllegalArgumentException(
          "expected HOST:PORT, was the URL '%s'; write %s".formatted(text, ofUrl(url)));
    }
    if (text.matches("\\d*")) {
      throw new IllegalArgumentException("expected HOST:PORT, was '" + text + "'");
    }
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (colon < 0 || text.endsWith("]")) {
      throw new IllegalArgumentException(
          "expected HOST:PORT, was '%s' without a port; write %1$s:7443".formatted(text));
    }
    if (!bracketed && host.contains(":")) {
      throw new IllegalArgumentException(
          "expected an IPv6 address in brackets, as [::1]:7443, was '" + text + "'");
    }
    host = bracketed ? host.substring(1, host.length() - 1) : host;
    if (host.isBlank()) {
      throw new IllegalArgumentException("expected HOST:PORT, was '" + text + "' without a host");
    }
    return new HostPort(host, port(text.substring(colon + 1)));
  }

  private static String ofUrl(Matcher url) {
    String port =
        url.group(3) != null ? url.group(3) : DEFAULT_PORTS.getOrDefault(url.group(1), "PORT");
    return url.group(2) + ":" + port;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a port number, was '" + text + "'", e);
    }
    throw new IllegalArgumentException("a port must be 0 to 65535, was " + text);
  }

  /** Whether connections to it stay on this machine; false if the name cannot be resolved. */
  public boolean loopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // the connection attempt will report it
    }
  }

  /** Each as HOST:PORT. */
  public static List<String> texts(List<HostPort> addresses) {
    return addresses.stream().map(HostPort::toString).toList();
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }

  /** Converter for picocli. */
  public static final class Converter extends Parsed<HostPort> {
    public Converter() {
      super(HostPort::parse);
    }
  }
}
