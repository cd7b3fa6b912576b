package dev.kexbench.results.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

/**
 * After each test of this module: every report and comparison that was written below a field
 * annotated with {@link TempDir} has the layout of its JSON Schema in {@code docs/}. JUnit
 * registers it by itself (junit-platform.properties). A test that stores broken or old files on
 * purpose is tagged {@code hand-made-results}.
 */
public final class SchemaExtension implements AfterEachCallback {
  private static final String HAND_MADE = "hand-made-results";

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    if (context.getExecutionException().isPresent() || context.getTags().contains(HAND_MADE)) {
      return;
    }
    List<String> found = new ArrayList<>();
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      for (Path folder : folders(instance)) {
        found.addAll(findings(folder));
      }
    }
    assertEquals(List.of(), found, "files differ from docs/*.schema.json");
  }

  private static List<Path> folders(Object instance) throws IllegalAccessException {
    List<Path> folders = new ArrayList<>();
    for (Class<?> type = instance.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(TempDir.class)) {
          field.setAccessible(true);
          if (field.get(instance) instanceof Path folder) {
            folders.add(folder);
          }
        }
      }
    }
    return folders;
  }

  private static List<String> findings(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
            if (is.isRegularFile() && hasJsonName(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          /** A browser that has just ended may still remove files of its profile. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            return failure instanceof NoSuchFileException
                ? FileVisitResult.CONTINUE
                : super.visitFileFailed(file, failure);
          }
        });
    Collections.sort(files);
    List<String> findings = new ArrayList<>();
    for (Path file : files) {
      JsonSchemas.violations(content(file)).forEach(each -> findings.add(file + each));
    }
    return findings;
  }

  private static boolean hasJsonName(Path file) {
    return file.getFileName().toString().endsWith(".json");
  }

  private static JsonNode content(Path file) throws IOException {
    try {
      return JsonSchemas.JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException | MalformedInputException noJson) {
      return JsonSchemas.JSON.createObjectNode(); // of a test of unreadable files
    }
  }
}
