package dev.kexbench.loadgen.plan;

import dev.kexbench.results.command.Parsed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** A range of IPv4 addresses, both ends included, written as {@code A}, {@code A-B} or CIDR. */
record LocalIps(long first, long last) {
  private static final String IP = "(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})";
  private static final Pattern GRAMMAR = Pattern.compile(IP + "(?:-" + IP + "|/(\\d{1,2}))?");
  private static final int MOST = 4_096;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if it is empty or has more than 4,096 addresses
   */
  LocalIps {
    if (last < first || last - first >= MOST) {
      throw new IllegalArgumentException(
          "a range of local addresses has 1 to 4096 of them, from the lower to the higher");
    }
  }

  /** Converter for picocli. */
  static final class Converter extends Parsed<LocalIps> {
    Converter() {
      super(LocalIps::parse);
    }
  }

  /**
   * Parses {@code 127.0.0.1-127.0.0.20} or {@code 127.0.1.0/24}.
   *
   * @throws IllegalArgumentException with a message that names the expected form
   */
  static LocalIps parse(String text) {
    Matcher parts = GRAMMAR.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'%s' is neither A-B nor CIDR, such as 127.0.0.1-127.0.0.20 or 127.0.1.0/24"
              .formatted(text));
    }
    long first = number(parts.group(1));
    if (parts.group(3) != null) {
      return network(first, Integer.parseInt(parts.group(3)));
    }
    return new LocalIps(first, parts.group(2) == null ? first : number(parts.group(2)));
  }

  private static LocalIps network(long address, int prefix) {
    if (prefix > Integer.SIZE) {
      throw new IllegalArgumentException("a prefix has 0 to 32 bits, was " + prefix);
    }
    long size = 1L << Integer.SIZE - prefix;
    long first = address / size * size;
    return new LocalIps(first, first + size - 1);
  }

  private static long number(String address) {
    long number = 0;
    for (String part : address.split("\\.")) {
      int octet = Integer.parseInt(part);
      if (octet > 0xFF) {
        throw new IllegalArgumentException("'" + address + "' is no IPv4 address");
      }
      number = number << Byte.SIZE | octet;
    }
    return number;
  }

  /** The addresses with port 0, for any free port. */
  List<InetSocketAddress> sources() {
    return LongStream.rangeClosed(first, last).mapToObj(LocalIps::source).toList();
  }

  private static InetSocketAddress source(long number) {
    try {
      byte[] address = ByteBuffer.allocate(Integer.BYTES).putInt((int) number).array();
      return new InetSocketAddress(InetAddress.getByAddress(address), 0);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an IPv4 address", e);
    }
  }
}
