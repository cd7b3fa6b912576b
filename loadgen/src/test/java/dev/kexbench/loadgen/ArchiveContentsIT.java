package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kexbench.loadgen.machine.SystemCommands;
import dev.kexbench.results.report.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the archive says of its own jars: the bill of materials, and the licences. */
@Tag("process")
@EnabledOnOs({OS.LINUX, OS.MAC})
class ArchiveContentsIT {
  /** A line of THIRD-PARTY.txt: licences in parentheses, a name, (group:artifact:version - URL). */
  private static final Pattern LICENCES =
      Pattern.compile(" +(?:\\([^)]*\\) )+.* \\(([^:() ]+:[^: ]+):[^: ]+ - .*\\)");

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void unpack() throws IOException {
    SystemCommands.run("tar", "-xzf", System.getProperty("archive"), "-C", folder.toString());
    try (Stream<Path> unpacked = Files.list(folder)) {
      home = unpacked.findFirst().orElseThrow();
    }
  }

  /** The SHA-256 of each jar, by its file name. */
  private Map<String, String> jars() throws IOException, NoSuchAlgorithmException {
    Map<String, String> jars = new HashMap<>();
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      for (Path jar : files.toList()) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        jars.put(jar.getFileName().toString(), HexFormat.of().formatHex(hash));
      }
    }
    return jars;
  }

  private List<JsonNode> components() {
    JsonNode bill = JsonFile.tree(home.resolve("sbom.cdx.json"));
    assertEquals("CycloneDX", bill.path("bomFormat").asText());
    return StreamSupport.stream(bill.path("components").spliterator(), false).toList();
  }

  private static String sha256(JsonNode component) {
    for (JsonNode hash : component.path("hashes")) {
      if (hash.path("alg").asText().equals("SHA-256")) {
        return hash.path("content").asText();
      }
    }
    throw new AssertionError("no SHA-256: " + component);
  }

  @Test
  void theBillOfMaterialsListsEveryJarByItsHash() throws Exception {
    Map<String, String> jars = jars();
    assertTrue(jars.size() > 20, jars::toString);
    jars.keySet().removeIf(jar -> jar.startsWith("kexbench-loadgen-")); // the bill is of this one
    Set<String> listed =
        components().stream()
            .map(ArchiveContentsIT::sha256)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(jars.values()), listed);
  }

  @Test
  void everyComponentHasALicence() throws IOException {
    Set<String> licensed =
        Files.readAllLines(home.resolve("THIRD-PARTY.txt")).stream()
            .map(LICENCES::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> components =
        components().stream()
            .filter(each -> !each.path("group").asText().equals("dev.kexbench"))
            .map(each -> each.path("group").asText() + ":" + each.path("name").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(components, licensed);
  }
}
