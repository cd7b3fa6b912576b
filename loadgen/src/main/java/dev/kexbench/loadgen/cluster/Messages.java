package dev.kexbench.loadgen.cluster;

import dev.kexbench.results.report.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The encoding of messages: the name of the record, a newline, and its fields as JSON. */
final class Messages {
  private static final Map<String, Class<?>> KINDS =
      Arrays.stream(Message.class.getPermittedSubclasses())
          .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

  private Messages() {}

  static byte[] encode(Message message) {
    String kind = message.getClass().getSimpleName();
    return (kind + "\n" + Json.toJson(message)).getBytes(StandardCharsets.UTF_8);
  }

  /** The message; empty if the bytes are not a valid message. */
  static Optional<Message> decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    Class<?> kind = end < 0 ? null : KINDS.get(text.substring(0, end));
    return kind == null
        ? Optional.empty()
        : Json.fromJson(text.substring(end + 1), kind).map(Message.class::cast);
  }

  /** The message in a sealed one if it is of that kind; its sender is not authenticated. */
  static <M extends Message> Optional<M> claimed(byte[] sealed, Class<M> kind) {
    return SecureChannel.claimed(sealed)
        .flatMap(Messages::decode)
        .filter(kind::isInstance)
        .map(kind::cast);
  }
}
