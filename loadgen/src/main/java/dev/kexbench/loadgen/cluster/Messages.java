package dev.kexbench.loadgen.cluster;

import dev.kexbench.results.report.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Messages as bytes: the name of what it is, a line end, and its fields as JSON. */
final class Messages {
  private static final Map<String, Class<?>> KINDS =
      Arrays.stream(Message.class.getPermittedSubclasses())
          .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

  private Messages() {}

  static byte[] encode(Message message) {
    String kind = message.getClass().getSimpleName();
    return (kind + "\n" + Json.toJson(message)).getBytes(StandardCharsets.UTF_8);
  }

  /** The message; empty where the bytes are none. */
  static Optional<Message> decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    Class<?> kind = end < 0 ? null : KINDS.get(text.substring(0, end));
    return kind == null
        ? Optional.empty()
        : Json.fromJson(text.substring(end + 1), kind).map(Message.class::cast);
  }

  /** What an envelope holds if it is of that kind, before it is known whom it is from. */
  static <M extends Message> Optional<M> claimed(byte[] channel, Class<M> kind) {
    return SecureChannel.claimed(channel)
        .flatMap(Messages::decode)
        .filter(kind::isInstance)
        .map(kind::cast);
  }
}
