package dev.kexbench.results.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads and writes the files of a run. Every failure is a {@link CommandFailure} with exit code 2
 * that names the file.
 */
public final class ReportFiles {
  private ReportFiles() {}

  /** Reads a {@code report.json}. */
  public static LoadReport read(Path file) {
    JsonNode tree = schema(file, LoadReport.SCHEMA, "give a report.json of scripts/loadtest");
    LoadReport report = JsonFile.record(file, tree, LoadReport.class);
    if (!complete(report)) {
      throw JsonFile.unreadable(
          file, "verdict, environment or runs are incomplete", "give a complete report");
    }
    return report;
  }

  /**
   * Writes a {@code report.json} atomically: a reader sees either the old file or the complete new
   * one.
   */
  public static void write(LoadReport report, Path file) {
    writeText(Json.toJson(report) + "\n", file);
  }

  /** Reads an {@code environment.json}. */
  public static Environment readEnvironment(Path file) {
    return JsonFile.record(file, JsonFile.tree(file), Environment.class);
  }

  /** Writes an {@code environment.json} atomically. */
  public static void writeEnvironment(Environment environment, Path file) {
    writeText(Json.toJson(environment) + "\n", file);
  }

  /** Reads a {@code calibration.json}. */
  public static Calibration readCalibration(Path file) {
    JsonNode tree =
        schema(file, Calibration.SCHEMA, "give a calibration.json of scripts/loadtest --calibrate");
    return JsonFile.record(file, tree, Calibration.class);
  }

  /** Writes a {@code calibration.json} atomically. */
  public static void writeCalibration(Calibration calibration, Path file) {
    writeText(Json.toJson(calibration) + "\n", file);
  }

  /** Reads a {@code waterfall.json}. */
  public static AnswerTimes readAnswerTimes(Path file) {
    return JsonFile.record(
        file,
        schema(file, AnswerTimes.SCHEMA, "give the one that scripts/bench wrote"),
        AnswerTimes.class);
  }

  /** Writes a {@code waterfall.json} atomically. */
  public static void writeAnswerTimes(AnswerTimes times, Path file) {
    writeText(Json.toJson(times) + "\n", file);
  }

  /** The file's content, if it has that schema. */
  private static JsonNode schema(Path file, String schema, String advice) {
    JsonNode tree = JsonFile.tree(file);
    if (!tree.path("schema").asText().equals(schema)) {
      throw JsonFile.unreadable(file, "its schema is not " + schema, advice);
    }
    return tree;
  }

  /** Reads a text file. */
  public static String readText(Path file) {
    try {
      return Files.readString(file);
    } catch (MalformedInputException foreign) {
      throw JsonFile.unreadable(file, "is not text", "give a text file", foreign);
    } catch (IOException refused) {
      throw JsonFile.unreadable(file, JsonFile.why(refused), "check the path", refused);
    }
  }

  /**
   * Writes a text file atomically, creating its parent folders.
   *
   * @throws CommandFailure with exit code 2 if it cannot be written, which states what is there
   *     then: the complete file of before, or none
   */
  public static void writeText(String text, Path file) {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(partial, text);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot write %s: %s; %s; name a folder that can be written to"
              .formatted(file, JsonFile.why(refused), left(partial, file)),
          refused);
    }
  }

  /** Deletes a file that was not written completely, and states what is left. */
  private static String left(Path partial, Path file) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException refused) {
      if (Files.exists(partial, LinkOption.NOFOLLOW_LINKS)) {
        return partial + " is incomplete and cannot be deleted";
      }
    }
    return Files.exists(file) ? "the file of before is unchanged" : "there is no such file now";
  }

  /**
   * Creates a folder if it does not exist.
   *
   * @throws CommandFailure with exit code 2 if it cannot be created or is not writable
   */
  public static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new AccessDeniedException(folder.toString());
      }
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot write to %s: %s; name another folder with --out"
              .formatted(folder, JsonFile.why(refused)),
          refused);
    }
  }

  /**
   * The entries of a folder, by name.
   *
   * @throws CommandFailure with exit code 2 if it cannot be listed
   */
  public static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot list folder %s: %s; check its permissions"
              .formatted(folder, JsonFile.why(refused)),
          refused);
    }
  }

  /** Whether a file's outermost value is an array, as in JMH's files but not in a load report. */
  public static boolean holdsArray(Path file) {
    return JsonFile.tree(file).isArray();
  }

  private static boolean complete(LoadReport report) {
    return report.verdict() != null
        && report.environment() != null
        && !report.runs().isEmpty()
        && report.runs().stream().allMatch(ReportFiles::complete);
  }

  private static boolean complete(Run run) {
    return run.label() != null && run.plan() != null && run.counts() != null && run.rates() != null;
  }
}
