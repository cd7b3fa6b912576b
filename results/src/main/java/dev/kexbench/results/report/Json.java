package dev.kexbench.results.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.io.Serial;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How this project writes and reads JSON. */
public final class Json {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(instants())
          .build();

  private Json() {}

  /** Any record, or collection of such, as indented JSON. */
  public static String toJson(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, broken);
    }
  }

  /** The same on one line. */
  public static String toLine(Object value) {
    try {
      return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, broken);
    }
  }

  /** The record that was written so; empty where the text is not of one. */
  public static <T> Optional<T> fromJson(String json, Class<T> type) {
    try {
      return Optional.ofNullable(MAPPER.readValue(json, type));
    } catch (JsonProcessingException foreign) {
      return Optional.empty(); // which is what was asked
    }
  }

  /** The fields of a record of this package by name, in order, as they would be written. */
  public static Map<String, Object> fields(Object value) {
    return MAPPER.convertValue(value, new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  static ServerStats serverStats(String json) {
    try {
      ServerStats stats = MAPPER.readValue(json, ServerStats.class);
      if (stats != null && stats.exchange() != null) {
        return stats;
      }
    } catch (JsonProcessingException foreign) {
      throw noServer(foreign);
    }
    throw noServer(null);
  }

  private static CommandFailure noServer(Exception cause) {
    return new CommandFailure(
        ExitCode.USAGE,
        "the answer is not the statistics of a kexbench server;"
            + " give the address that scripts/serve --stats printed",
        cause);
  }

  private static SimpleModule instants() {
    return new SimpleModule()
        .addSerializer(Instant.class, ToStringSerializer.instance)
        .addDeserializer(Instant.class, new InstantText());
  }

  private static final class InstantText extends FromStringDeserializer<Instant> {
    @Serial private static final long serialVersionUID = 1L;

    InstantText() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String text, DeserializationContext context) {
      return Instant.parse(text);
    }
  }
}
