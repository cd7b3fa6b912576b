package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.tls.AlertMapping;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import org.bouncycastle.tls.AlertDescription;

/**
 * The alert that ended a handshake. {@link javax.net.ssl.SSLEngine} has no method for it: it is
 * read from a record in the clear, or else from the exception's message.
 *
 * @param number empty if the engine does not tell
 */
record EngineAlert(Optional<Short> number, boolean isReceived) {
  private static final int RECORD_BYTES = 7;
  private static final byte ALERT = 21;
  private static final byte FATAL = 2;

  /** SunJSSE: {@code Received fatal alert: bad_certificate}; BoringSSL: {@code TLSV1_ALERT_…}. */
  private static final Pattern RECEIVED =
      Pattern.compile("(?:received fatal alert: |(?:sslv3|tlsv1)_alert_)([a-z0-9_]+)");

  /** SunJSSE: {@code (decrypt_error) The Finished message cannot be verified.} */
  private static final Pattern RAISED = Pattern.compile("\\(([a-z_]+)\\) ");

  private static final Map<String, Short> NUMBERS =
      IntStream.range(0, 256)
          .mapToObj(number -> (short) number)
          .filter(number -> !AlertDescription.getName(number).equals("UNKNOWN"))
          .collect(Collectors.toMap(AlertDescription::getName, number -> number, (a, b) -> a));

  /**
   * The alert behind an engine's failure.
   *
   * @param in the records that the engine has read last
   * @param out the records that it writes at the end
   */
  static EngineAlert of(SSLException failure, byte[] in, byte[] out) {
    String text = text(failure);
    Matcher received = RECEIVED.matcher(text);
    if (received.find()) {
      return new EngineAlert(plain(in).or(() -> named(received.group(1))), true);
    }
    if (plain(in).isPresent()) {
      return new EngineAlert(plain(in), true);
    }
    Matcher raised = RAISED.matcher(text);
    Optional<Short> name = raised.find() ? named(raised.group(1)) : Optional.empty();
    return new EngineAlert(plain(out).or(() -> name), false);
  }

  private static String text(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      text.append(each.getMessage()).append('\n');
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }

  private static Optional<Short> named(String name) {
    return Optional.ofNullable(NUMBERS.get(name));
  }

  /** The description in a fatal alert at the end of these records, if it is not encrypted. */
  private static Optional<Short> plain(byte[] records) {
    int at = records.length - RECORD_BYTES;
    boolean isAlert =
        at >= 0
            && records[at] == ALERT
            && records[at + 3] == 0
            && records[at + 4] == 2
            && records[at + 5] == FATAL;
    return isAlert ? Optional.of((short) (records[at + 6] & 0xFF)) : Optional.empty();
  }

  /** Whether this side has raised that alert. */
  boolean isRaised(short alert) {
    return !isReceived && number.filter(own -> own == alert).isPresent();
  }

  /**
   * The reason for counters. An alert that the engine does not name was encrypted: at that point
   * only a wrong key or changed bytes are left.
   */
  Reason reason(boolean isClient) {
    Reason ofSecrets = isClient && !isReceived ? Reason.BAD_ACK : Reason.REJECTED;
    return number.map(alert -> AlertMapping.reason(alert, ofSecrets)).orElse(ofSecrets);
  }

  /** For users, such as {@code handshake_failure (40)}. */
  String text() {
    return number
        .map(alert -> "%s (%d)".formatted(AlertDescription.getName(alert), alert))
        .orElse("that is encrypted");
  }
}
