package dev.kexbench.core;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Independent test vectors, from the folder that the system property {@code vectors.dir} names. */
public final class VectorFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private VectorFile() {}

  /** A test case and the group that contains it. */
  public record Case(JsonNode group, JsonNode test) {
    /** The value of a hex field. */
    public byte[] hex(String field) {
      return HexFormat.of().parseHex(test.get(field).textValue());
    }

    /** Whether the case must be accepted. */
    public boolean valid() {
      return test.get("result").textValue().equals("valid");
    }

    @Override
    public String toString() {
      return "tcId " + test.get("tcId") + " " + test.get("comment");
    }
  }

  /** All cases of a Wycheproof file; skips the test if the folder is missing. */
  public static List<Case> wycheproof(String file) {
    List<Case> cases = new ArrayList<>();
    for (JsonNode group : read(file).get("testGroups")) {
      group.get("tests").forEach(test -> cases.add(new Case(group, test)));
    }
    return cases;
  }

  /** The content of a file; skips the test if the folder is missing. */
  public static JsonNode read(String file) {
    Path folder = Path.of(Optional.ofNullable(System.getProperty("vectors.dir")).orElse(""));
    Path path = folder.resolve(file);
    assumeTrue(
        Files.isRegularFile(path),
        () -> "no " + file + " in " + folder.toAbsolutePath().normalize() + " (vectors.dir)");
    try {
      return JSON.readTree(path.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
