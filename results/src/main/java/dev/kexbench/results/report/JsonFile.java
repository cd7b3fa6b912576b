package dev.kexbench.results.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Reads a JSON file, with or without a byte order mark; whatever is wrong with it becomes one line
 * that names it.
 */
public final class JsonFile {
  private JsonFile() {}

  public static JsonNode tree(Path file) {
    JsonNode tree = parsed(file);
    if (tree.isMissingNode()) {
      throw unreadable(file, "is empty", "give a complete file");
    }
    return tree;
  }

  private static JsonNode parsed(Path file) {
    try {
      return parsed(file, Files.readAllBytes(file));
    } catch (IOException refused) {
      throw unreadable(file, why(refused), "check the path", refused);
    }
  }

  private static JsonNode parsed(Path file, byte[] content) throws IOException {
    try {
      return Json.MAPPER.readTree(content);
    } catch (JsonProcessingException foreign) {
      if (JsonFault.isCut(content, foreign)) {
        throw unreadable(
            file, "ends early at line " + line(foreign), "give a complete file", foreign);
      }
      throw unreadable(
          file, "is not JSON at " + JsonFault.of(foreign), "give a file of results", foreign);
    }
  }

  public static <T> T record(Path file, JsonNode tree, Class<T> type) {
    try {
      T value = Json.MAPPER.treeToValue(tree, type);
      if (value != null) {
        return value;
      }
    } catch (JsonMappingException foreign) {
      throw unreadable(
          file, "'" + place(foreign) + "' is not valid there", "give the file unchanged", foreign);
    } catch (JsonProcessingException foreign) {
      throw unreadable(file, foreign.getOriginalMessage(), "give the file unchanged", foreign);
    }
    throw unreadable(file, "is empty", "give a complete file");
  }

  public static CommandFailure unreadable(Path file, String why, String whatToDo) {
    return unreadable(file, why, whatToDo, null);
  }

  public static CommandFailure unreadable(Path file, String why, String whatToDo, Exception cause) {
    return new CommandFailure(
        ExitCode.USAGE, "cannot read %s: %s; %s".formatted(file, why, whatToDo), cause);
  }

  public static String why(IOException refused) {
    if (refused instanceof NoSuchFileException) {
      return "no such file";
    }
    if (refused instanceof FileAlreadyExistsException) {
      return "a file has the name of the folder";
    }
    return refused instanceof AccessDeniedException ? "permission denied" : refused.getMessage();
  }

  private static int line(JsonProcessingException broken) {
    return broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
  }

  private static String place(JsonMappingException foreign) {
    return foreign.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .collect(Collectors.joining("."));
  }
}
